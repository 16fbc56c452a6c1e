using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>Frames have small literal offsets, and window names exist in their SELECT.</summary>
internal sealed class WindowsRule : GuardRule
{
    private const int WidestFrame = 10_000;

    public override void Check(GuardContext context)
    {
        foreach ((SqlNode node, _) in context.Nodes)
        {
            if (node is FrameBound { Offset: not (null or IntegerLiteral { Value: >= 0 and <= WidestFrame } or IntervalLiteral or DecimalLiteral or CastExpression { Operand: TextLiteral }) })
                context.Refuse(GuardIssues.Window, $"A frame's offset must be a number up to {WidestFrame} or an interval.", node);
            if (node is Select select) CheckNames(context, select);
        }
    }

    private static void CheckNames(GuardContext context, Select select)
    {
        var defined = new HashSet<string>(StringComparer.Ordinal);
        foreach (WindowDefinition window in select.Windows)
        {
            if (window.Specification.Base is { } known && !defined.Contains(known))
                context.Refuse(GuardIssues.Window, $"There is no window {known}.", window);
            if (!defined.Add(window.Name))
                context.Refuse(GuardIssues.DuplicateName, $"There are two windows {window.Name}.", window);
        }

        // Windows of sub-selects are theirs; these are found when their own SELECT is looked at.
        var open = new Stack<SqlNode>(SqlChildren.Of(select).Where(n => n is not WindowDefinition and not TableSource));
        while (open.TryPop(out SqlNode? node))
        {
            string? name = node switch { NamedWindow w => w.Name, WindowSpecification w => w.Base, _ => null };
            if (name is not null && !defined.Contains(name))
                context.Refuse(GuardIssues.Window, $"There is no window {name}.", node);
            foreach (SqlNode child in SqlChildren.Of(node).Where(n => n is not SqlQuery))
                open.Push(child);
        }
    }
}
