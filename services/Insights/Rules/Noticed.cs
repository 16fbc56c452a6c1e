namespace NlSql.Insights.Rules;

/// <summary>A number that a rule looks at: of one group, in one period.</summary>
/// <param name="Group">Name of the group; empty for the whole.</param>
/// <param name="Key">The values that make the group, in the order of the rule's columns.</param>
/// <param name="Comparison">The number beside the one it is compared with.</param>
internal sealed record Noticed(string Group, IReadOnlyList<object?> Key, Comparison Comparison)
{
    /// <summary>The part of the whole; null when shares were not asked for.</summary>
    public decimal? Share { get; init; }

    /// <summary>The part of the whole in the range compared with.</summary>
    public decimal? PreviousShare { get; init; }

    /// <summary>First day of the period that it is about; null for the rule's whole range.</summary>
    public DateOnly? Period { get; init; }

    /// <summary>How unusual it is: the modified z-score.</summary>
    public double? Score { get; init; }

    /// <summary>The chance of as much where there is nothing.</summary>
    public double? PValue { get; init; }

    /// <summary>Change per period of a trend.</summary>
    public decimal? Slope { get; init; }
}
