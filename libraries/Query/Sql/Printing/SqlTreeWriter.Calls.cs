using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <content>Function calls and windows.</content>
internal sealed partial class SqlTreeWriter
{
    private void CallPart(SqlNode node)
    {
        switch (node)
        {
            case FunctionCall f: Call(f); break;
            case NamedWindow w: text.Append(Name(w.Name)); break;
            case WindowSpecification w: WindowSpecification(w); break;
            case WindowDefinition w:
                text.Append(Name(w.Name)).Append(" AS ");
                Node(w.Specification);
                break;
            case WindowFrame f: Frame(f); break;
            case FrameBound b: Bound(b); break;
            default: throw Unknown(node);
        }
    }

    private void Call(FunctionCall call)
    {
        // Function names come from the guard's list and are plain words; nothing else is ever run.
        text.Append(SqlNames.IsPlain(call.Name) ? call.Name : SqlNames.Quoted(call.Name)).Append('(');
        if (call.Star) text.Append('*');
        if (call.Distinct) text.Append("DISTINCT ");
        for (int i = 0; i < call.Arguments.Count; i++)
        {
            if (i > 0) text.Append(", ");
            if (i == 0 && DateUnit(call) is { } unit) text.Append('\'').Append(unit).Append('\'');
            else Expression(call.Arguments[i]);
        }

        if (call.OrderBy.Count > 0)
        {
            text.Append(" ORDER BY ");
            Nodes(call.OrderBy);
        }

        text.Append(')');
        if (call.WithinGroup.Count > 0)
        {
            text.Append(" WITHIN GROUP (ORDER BY ");
            Nodes(call.WithinGroup);
            text.Append(')');
        }

        if (call.Filter is not null)
        {
            text.Append(" FILTER (WHERE ");
            Expression(call.Filter);
            text.Append(')');
        }

        if (call.Over is null) return;
        text.Append(" OVER ");
        Node(call.Over);
    }

    /// <summary>The unit of date_trunc and date_part, when it is one of the closed list: part of the function's meaning rather than a value.</summary>
    private static string? DateUnit(FunctionCall call) => (call.Name, call.Arguments[0]) switch
    {
        ("date_trunc", TextLiteral { Value: var unit }) when DateFields.CanTruncateTo(unit) => unit,
        ("date_part", TextLiteral { Value: var unit }) when DateFields.CanExtract(unit) => unit,
        _ => null,
    };

    private void WindowSpecification(WindowSpecification window)
    {
        text.Append('(');
        var separator = "";
        void Part(string keyword)
        {
            text.Append(separator).Append(keyword);
            separator = " ";
        }

        // A window named like what may stand in its place would read as that.
        if (window.Base is not null) Part(window.Base is "partition" or "range" or "rows" or "groups" ? SqlNames.Quoted(window.Base) : Name(window.Base));
        if (window.PartitionBy.Count > 0)
        {
            Part("PARTITION BY ");
            Expressions(window.PartitionBy);
        }

        if (window.OrderBy.Count > 0)
        {
            Part("ORDER BY ");
            Nodes(window.OrderBy);
        }

        if (window.Frame is not null)
        {
            Part("");
            Node(window.Frame);
        }

        text.Append(')');
    }

    private void Frame(WindowFrame window)
    {
        text.Append(window.Unit.ToString().ToUpperInvariant()).Append(' ');
        if (window.End is null)
        {
            Node(window.Start);
            return;
        }

        text.Append("BETWEEN ");
        Node(window.Start);
        text.Append(" AND ");
        Node(window.End);
    }

    private void Bound(FrameBound bound)
    {
        if (bound.Offset is not null)
        {
            Expression(bound.Offset, Precedence.Operator);
            text.Append(' ');
        }

        text.Append(bound.Kind switch
        {
            FrameBoundKind.UnboundedPreceding => "UNBOUNDED PRECEDING",
            FrameBoundKind.Preceding => "PRECEDING",
            FrameBoundKind.CurrentRow => "CURRENT ROW",
            FrameBoundKind.Following => "FOLLOWING",
            _ => "UNBOUNDED FOLLOWING",
        });
    }
}
