using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>
/// Arguments that must be literals: date units, formats, widths, places, zones, separators. A value from the data could make them anything.
/// </summary>
internal sealed class FunctionArgumentsRule : GuardRule
{
    private const int LongestFormat = 64;
    private const int WidestPadding = 200;
    private const int MostPlaces = 30;

    public override void Check(GuardContext context)
    {
        foreach ((SqlNode node, _) in context.Nodes)
        {
            string? complaint = node switch
            {
                FunctionCall { Arguments.Count: > 0 } call => Complaint(call),
                AtTimeZoneExpression a when !IsZone(a.Zone) => "AT TIME ZONE needs the zone's name in quotes, such as 'Europe/Paris'.",
                ExtractExpression e when !DateFields.CanExtract(e.Field) => $"{e.Field} cannot be extracted.",
                _ => null,
            };
            if (complaint is not null) context.Refuse(GuardIssues.FunctionCall, complaint, node);
        }
    }

    private static string? Complaint(FunctionCall call) => (call.Name, call.Arguments) switch
    {
        ("date_trunc", [var unit, ..]) when !(unit is TextLiteral t && DateFields.CanTruncateTo(t.Value.ToLowerInvariant())) =>
            "date_trunc needs a unit such as 'month' first.",
        ("date_part", [var field, ..]) when !(field is TextLiteral t && DateFields.CanExtract(t.Value.ToLowerInvariant())) =>
            "date_part needs a field such as 'month' first.",
        ("to_char" or "to_date" or "to_timestamp" or "to_number", [_, not TextLiteral { Value.Length: <= LongestFormat }]) =>
            $"{call.Name} needs a format in quotes of at most {LongestFormat} characters.",
        ("lpad" or "rpad", [_, not IntegerLiteral { Value: >= 0 and <= WidestPadding }, ..]) =>
            $"{call.Name} needs a width written as a number up to {WidestPadding}.",
        ("lpad" or "rpad", [_, _, not TextLiteral { Value.Length: <= LongestFormat }]) => $"{call.Name} needs a filling in quotes.",
        ("replace", [_, not TextLiteral, _]) or ("replace", [_, _, not TextLiteral]) => "replace needs both texts in quotes.",
        ("round" or "trunc", [_, var places]) when !IsSmall(places) =>
            $"{call.Name} needs its places written as a number up to {MostPlaces}.",
        ("string_agg", [_, not TextLiteral { Value.Length: <= LongestFormat }]) =>
            $"string_agg needs a separator in quotes of at most {LongestFormat} characters.",
        ("json_build_object", { Count: var count }) when count % 2 != 0 => "json_build_object needs a value for each name.",
        _ => null,
    };

    private static bool IsSmall(SqlExpression places) => places switch
    {
        IntegerLiteral i => Math.Abs(i.Value) <= MostPlaces,
        UnaryExpression u => IsSmall(u.Operand),
        _ => false,
    };

    /// <summary>A name or an offset: letters, digits and what stands between them, never the dots of a path.</summary>
    private static bool IsZone(SqlExpression zone) =>
        zone is TextLiteral { Value: { Length: > 0 and <= LongestFormat } name } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '+' or '-' or ':');
}
