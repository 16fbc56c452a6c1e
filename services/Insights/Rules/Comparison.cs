namespace NlSql.Insights.Rules;

/// <summary>A value beside the one before.</summary>
internal readonly record struct Comparison(decimal Value, decimal? Previous, decimal? Change, decimal? ChangePct)
{
    /// <summary>Compares; without a value before there is no change, and from zero there is no percentage.</summary>
    public static Comparison Of(decimal value, decimal? previous) => previous is not { } before
        ? new(value, null, null, null)
        : new(value, before, value - before, before == 0 ? null : (value - before) / Math.Abs(before) * 100);
}
