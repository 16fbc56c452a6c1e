using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>"phones of all customers and suppliers", "names of both customers and staff": the same columns of two tables, put together or shared.</summary>
internal static class SetQueries
{
    public static SemanticQuery? Of(EntityDraft draft)
    {
        if (draft.Demands.Exists(d => d is not Demand.Exists) || draft.Orders.Count > 0 || draft.Groups.Count > 0 || draft.Outputs.Exists(o => o is not Quantity.Value))
            return null;
        var tables = draft.Parts.Where(p => p.Target is MentionTarget.Table && !p.Negated).ToList();
        if (tables is not [var one, var other] || one.Tables[0] == other.Tables[0] || !JoinedByAnd(draft, one, other))
            return null;
        var both = draft.Parts.Any(p => p.Is("both"));
        var all = draft.Parts.Any(p => p.Text.StartsWith("all", StringComparison.Ordinal) || p.Text.EndsWith(" all", StringComparison.Ordinal));
        if (both == all)
            return null;
        if (Columns(draft, one) is not { Count: > 0 } first || Columns(draft, other) is not { Count: > 0 } second || first.Count != second.Count)
            return null;
        foreach (var part in draft.Parts.Where(p => p.IsNoun))
            part.Role = part.Target is MentionTarget.Table ? "thing" : "shown";
        var (left, right) = (List(one, first), List(other, second));
        if (all)
            return new() { Union = [left, right] };
        return first.Count != 1 ? null : left with
        {
            Return = [],
            Dimensions = [new() { Column = first[0] }],
            Filters = new QueryFilter.Membership(first[0], false, right),
            Shape = QueryShape.Distinct,
        };
    }

    private static SemanticQuery List(Part table, IReadOnlyList<string> columns) => new()
    {
        From = table.Tables[0],
        Return = columns.Select(OutputReference.Of).ToValueList(),
        Shape = QueryShape.Rows,
    };

    private static List<string>? Columns(EntityDraft draft, Part table)
    {
        var name = table.Tables[0];
        var reach = draft.From(name);
        List<string> columns = [];
        foreach (var output in draft.Outputs.Select(o => o.Noun).Where(n => n.Target is MentionTarget.Column))
        {
            var own = output.Columns.Where(c => c.Target.TableName == name).OrderByDescending(c => c.Strength).Select(c => c.Target).FirstOrDefault();
            if (own is null)
                return null;
            columns.Add($"{own.TableName}.{own.ColumnName}");
        }

        return columns.Count > 0 ? columns : [.. Outputs.Of(draft, table, reach).Select(c => $"{c.TableName}.{c.ColumnName}")];
    }

    private static bool JoinedByAnd(EntityDraft draft, Part one, Part other) =>
        draft.Parts.Skip(one.Index + 1).Take(other.Index - one.Index - 1) is var between
        && between.Any(p => p.Target is MentionTarget.And)
        && between.All(p => p.Mention is null || p.Target is MentionTarget.And or MentionTarget.Listing or MentionTarget.Grouping);
}
