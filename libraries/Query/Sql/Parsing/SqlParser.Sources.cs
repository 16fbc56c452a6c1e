using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Parsing;

/// <content>FROM.</content>
public sealed partial class SqlParser
{
    /// <summary>
    /// A table, a sub-select or a chain of joins. The right side of a join may be a join itself, whose condition comes first:
    /// <c>a JOIN b JOIN c ON … ON …</c>.
    /// </summary>
    private TableSource? Source()
    {
        if (SourcePrimary() is not { } left) return null;
        while (JoinKind(out bool natural) is { } kind)
        {
            if ((natural || kind == Tree.JoinKind.Cross ? SourcePrimary() : Deeper(Source)) is not { } right) return null;
            JoinCondition? condition = natural ? new JoinNatural { Span = right.Span } : null;
            if (!natural && kind != Tree.JoinKind.Cross)
            {
                condition = JoinCondition();
                if (condition is null) return null;
            }

            left = new JoinedTable(kind, left, right, condition) { Span = left.Span.To(condition?.Span ?? right.Span) };
        }

        return issue is null ? left : null;
    }

    /// <summary>Reads the words of a join; null when none follows, or when it is one that is not accepted.</summary>
    private JoinKind? JoinKind(out bool natural)
    {
        natural = Try("natural");
        JoinKind? kind = Token.Kind != SqlTokenKind.Word ? null : Token.Value switch
        {
            "join" or "inner" => Tree.JoinKind.Inner,
            "left" => Tree.JoinKind.Left,
            "right" => Tree.JoinKind.Right,
            "full" => Tree.JoinKind.Full,
            "cross" when !natural => Tree.JoinKind.Cross,
            _ => null,
        };
        if (kind is null)
        {
            if (natural) Unexpected<SqlNode>("JOIN");
            if (Is("tablesample")) Unsupported<SqlNode>("TABLESAMPLE");
            return null;
        }

        if (Try("join")) return kind;
        at++;
        if (kind is Tree.JoinKind.Left or Tree.JoinKind.Right or Tree.JoinKind.Full) Try("outer");
        return Expect("join") ? kind : null;
    }

    private JoinCondition? JoinCondition()
    {
        int first = at;
        if (Try("on")) return Expression() is { } predicate ? new JoinOn(predicate) { Span = SpanFrom(first) } : null;
        if (!Try("using")) return Unexpected<JoinCondition>("ON or USING");
        if (ListInParentheses(Name) is not { } columns) return null;
        return Is("as")
            ? Unsupported<JoinCondition>("An alias for USING")
            : new JoinUsing(columns.ToValueList()) { Span = SpanFrom(first) };
    }

    private TableSource? SourcePrimary()
    {
        int first = at;
        if (Is("lateral")) return Unsupported<TableSource>("LATERAL", "a window function in a sub-select");
        if (Is("only") || (Is("rows") && IsNext(1, "from"))) return Unsupported<TableSource>("This form of FROM");
        if (Is("(")) return OpensQuery(at) ? DerivedTable() : Deeper(SourceInParentheses);
        if (Name() is not { } name) return null;
        if (Is("(")) return Unsupported<TableSource>("A function in FROM", "GROUP BY date_trunc('month', a_date)");
        if (Is(".")) return Unsupported<TableSource>("A table name with a schema", tokens[Math.Min(at + 1, tokens.Count - 1)].Value is { Length: > 0 } table ? table : name);
        if (Is("*")) return Unsupported<TableSource>("A star behind a table name");
        if (!OptionalAlias(out TableAlias? alias)) return null;
        return new NamedTable(name, alias) { Span = SpanFrom(first) };
    }

    private DerivedTable? DerivedTable()
    {
        int first = at;
        if (QueryInParentheses() is not { } query || !OptionalAlias(out TableAlias? alias)) return null;
        return alias is null
            ? Unexpected<DerivedTable>("an alias for the sub-select")
            : new DerivedTable(query, alias) { Span = SpanFrom(first) };
    }

    private TableSource? SourceInParentheses()
    {
        if (!Expect("(") || Source() is not { } source) return null;
        if (source is not JoinedTable) return Unexpected<TableSource>("a join");
        if (!Expect(")")) return null;
        return Is("as") || Token.Kind == SqlTokenKind.QuotedName || (Token.Kind == SqlTokenKind.Word && SqlKeywords.CanNameColumn(Token.Value))
            ? Unsupported<TableSource>("An alias for a join")
            : source;
    }

    /// <summary>Reads an alias if there is one; false when it began as one and is none.</summary>
    private bool OptionalAlias(out TableAlias? alias)
    {
        alias = null;
        int first = at;
        if (IsForeignWord()) return Unexpected<TableAlias>("an alias") is not null;
        bool named = Try("as");
        if (!named && Token.Kind != SqlTokenKind.QuotedName && !(Token.Kind == SqlTokenKind.Word && SqlKeywords.CanNameColumn(Token.Value)))
            return true;
        if (Name() is not { } name) return false;
        List<string> columns = [];
        if (Is("("))
        {
            if (ListInParentheses(Name) is not { } names) return false;
            columns = names;
        }

        alias = new TableAlias(name) { Columns = columns.ToValueList(), Span = SpanFrom(first) };
        return true;
    }
}
