using System.Collections.Frozen;
using NlSql.Query.Linking;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// The same columns of two tables, put together or compared: "phones of all customers and suppliers", "names of both customers and staff",
/// "last names that customers and staff share", "names used for guides or porters, but not as names of dogs".
/// </summary>
internal static class SetQueries
{
    private static readonly FrozenSet<string> Shared = new[] { "shared", "share", "common", "in common", "have in common", "used", "use", "occur", "appear" }.ToFrozenSet(StringComparer.Ordinal);

    public static SemanticQuery? Of(EntityDraft draft)
    {
        if (draft.Demands.Exists(d => d is not Demand.Exists) || draft.Orders.Count > 0 || draft.Groups.Count > 0 || draft.Outputs.Exists(o => o is not Quantity.Value))
            return null;
        var tables = draft.Parts.Where(p => p.Target is MentionTarget.Table && !p.Negated).ToList();
        if (tables is not [var one, var other] || one.Tables[0] == other.Tables[0] || Joint(draft, one, other) is not { } joint)
            return null;
        var shared = draft.Parts.Any(p => p.Mention is not { Target: MentionTarget.Value } && Shared.Contains(p.Text));
        var both = draft.Parts.Any(p => p.Is("both")) || (shared && joint is MentionTarget.And);
        var all = draft.Parts.Any(p => p.Text.StartsWith("all", StringComparison.Ordinal) || p.Text.EndsWith(" all", StringComparison.Ordinal)) || (shared && joint is MentionTarget.Or);
        if (both == all)
            return null;
        var (shown, denied) = Denied(draft, other);
        if (Columns(draft, one, shown) is not { Count: > 0 } first || Columns(draft, other, shown) is not { Count: > 0 } second || first.Count != second.Count || (first.Count != 1 && (both || denied is not null)))
            return null;
        var excluded = denied is null ? [] : Columns(draft, denied, denied.Target is MentionTarget.Column ? [denied] : shown);
        if (denied is not null && excluded is not [_])
            return null;
        foreach (var part in draft.Parts.Where(p => p.IsNoun))
            part.Role = part.Target is MentionTarget.Table ? "thing" : "shown";
        QueryFilter? Left(string column) => excluded is [var taken] ? new QueryFilter.Membership(column, true, Rows([taken])) : null;
        if (all)
            return new() { Union = [Rows(first) with { Filters = Left(first[0]) }, Rows(second) with { Filters = Left(second[0]) }] };
        return Rows(first) with
        {
            Return = [],
            Dimensions = [new() { Column = first[0] }],
            Filters = Conditions.Combine([.. new[] { new QueryFilter.Membership(first[0], false, Rows(second)), Left(first[0]) }.OfType<QueryFilter>()], false),
            Shape = QueryShape.Distinct,
        };
    }

    // What is shown, and whose or which values must not be among it: "but not used as names of dogs".
    private static (List<Part> Shown, Part? Denied) Denied(EntityDraft draft, Part after)
    {
        var columns = draft.Outputs.Select(o => o.Noun).Where(n => n.Target is MentionTarget.Column).ToList();
        if (draft.Parts.FirstOrDefault(p => p.Index > after.Index && p.Target is MentionTarget.Negation) is not { } not)
            return (columns, null);
        return (columns.FindAll(c => c.Index < not.Index), draft.Parts.Where(p => p.Index > not.Index && p.IsNoun).OrderBy(p => p.Target is MentionTarget.Table).FirstOrDefault());
    }

    private static SemanticQuery Rows(List<string> columns) => new()
    {
        From = columns[0].Split('.')[0],
        Return = columns.Select(OutputReference.Of).ToValueList(),
        Shape = QueryShape.Rows,
    };

    private static List<string>? Columns(EntityDraft draft, Part noun, List<Part> shown)
    {
        var name = noun.Target is MentionTarget.Table ? noun.Tables[0] : (noun.Strongest ?? noun.Columns[0].Target).TableName;
        List<string> columns = [];
        foreach (var output in shown)
        {
            var own = output.Columns.Where(c => c.Target.TableName == name).OrderByDescending(c => c.Strength).Select(c => c.Target).FirstOrDefault();
            if (own is null)
                return null;
            columns.Add($"{own.TableName}.{own.ColumnName}");
        }

        return columns.Count > 0 ? columns : [.. Outputs.Of(draft, noun, draft.From(name)).Select(c => $"{c.TableName}.{c.ColumnName}")];
    }

    // What joins the two nouns, where nothing else stands between them.
    private static MentionTarget? Joint(EntityDraft draft, Part one, Part other)
    {
        var between = draft.Parts.Skip(one.Index + 1).Take(other.Index - one.Index - 1).ToList();
        return between.TrueForAll(p => p.Mention is null || p.Target is MentionTarget.And or MentionTarget.Or or MentionTarget.Listing or MentionTarget.Grouping)
            ? between.Select(p => p.Target).FirstOrDefault(t => t is MentionTarget.And or MentionTarget.Or) : null;
    }
}
