namespace NlSql.Query.Planning;

/// <summary>The output column of a computed value.</summary>
internal static class ComputedColumn
{
    public static OutputColumn Of(PlanContext context, string name, FilterOperand value) => new()
    {
        Name = name,
        Label = Label(name),
        Type = value.Type,
        Role = OutputRole.Column,
        Unit = value.Unit,
        Currency = value.Unit == "currency" ? context.Model.Definition.Plugin.Currency : null,
    };

    // days_open → Days open
    private static string Label(string name)
    {
        var words = name.Replace('_', ' ').Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
