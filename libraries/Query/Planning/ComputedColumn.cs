namespace NlSql.Query.Planning;

/// <summary>The output column of a computed value.</summary>
internal static class ComputedColumn
{
    public static OutputColumn Of(PlanContext context, string name, FilterOperand value) => new()
    {
        Name = name,
        Label = NameWords.Label(name),
        Type = value.Type,
        Role = OutputRole.Column,
        Unit = value.Unit,
        Currency = value.Unit == "currency" ? context.Model.Definition.Plugin.Currency : null,
    };
}
