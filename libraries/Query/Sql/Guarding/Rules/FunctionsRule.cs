using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>Functions by allow-list, each called as its kind can be called.</summary>
internal sealed class FunctionsRule : GuardRule
{
    public override void Check(GuardContext context)
    {
        foreach (FunctionCall call in context.Nodes.Select(n => n.Node).OfType<FunctionCall>())
        {
            if (AllowedFunctions.Find(call.Name) is not { } function)
            {
                context.Refuse(
                    GuardIssues.Function, $"The function {call.Name} is not available.", call, [.. AllowedFunctions.Suggest(call.Name)]);
                continue;
            }

            if (Complaint(call, function.Kind, function.Least, function.Most) is { } complaint)
                context.Refuse(GuardIssues.FunctionCall, $"{call.Name} {complaint}.", call);
        }
    }

    private static string? Complaint(FunctionCall call, FunctionKind kind, int least, int most)
    {
        bool aggregate = kind is FunctionKind.Aggregate or FunctionKind.Collecting;
        if (call.Star) return call.Name == "count" && !call.Distinct ? null : "does not take *";
        if (call.Arguments.Count < least || call.Arguments.Count > most)
            return least == most ? $"takes {least} argument(s)" : $"takes {least} to {most} arguments";
        if (call.Distinct && !aggregate) return "does not take DISTINCT";
        if (call.Distinct && call.Over is not null) return "does not take DISTINCT over a window";
        if (call.OrderBy.Count > 0 && (!aggregate || call.Over is not null)) return "does not take ORDER BY";
        if (call.WithinGroup.Count > 0 != (kind == FunctionKind.OrderedSet))
            return kind == FunctionKind.OrderedSet ? "needs WITHIN GROUP (ORDER BY …)" : "does not take WITHIN GROUP";
        if (call.WithinGroup.Count > 1) return "takes one order";
        if (call.Filter is not null && !aggregate && kind != FunctionKind.OrderedSet) return "does not take FILTER";
        if (call.Over is not null && kind is not (FunctionKind.Aggregate or FunctionKind.Window)) return "cannot be used over a window";
        return kind == FunctionKind.Window && call.Over is null ? "needs OVER (…)" : null;
    }
}
