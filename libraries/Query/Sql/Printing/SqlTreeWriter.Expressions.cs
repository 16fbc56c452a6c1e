using System.Globalization;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <content>Expressions.</content>
internal sealed partial class SqlTreeWriter
{
    private void ExpressionPart(SqlNode node)
    {
        switch (node)
        {
            case ColumnReference c: text.Append(c.Table is null ? Name(c.Column) : $"{Name(c.Table)}.{Name(c.Column)}"); break;
            case OutputOrdinal o: Ordinal(o); break;
            case UnaryExpression u: Unary(u); break;
            case BinaryExpression b: Binary(b); break;
            case LogicalExpression l: Logical(l); break;
            case NotExpression n: text.Append("NOT "); Expression(n.Operand, Precedence.Operator); break;
            case LikeExpression l: Like(l); break;
            case BetweenExpression b: Between(b); break;
            case DistinctFromExpression d:
                Expression(d.Left, Precedence.Operator);
                text.Append(d.Negated ? " IS NOT DISTINCT FROM " : " IS DISTINCT FROM ");
                Expression(d.Right, Precedence.Operator);
                break;
            case IsExpression i:
                Expression(i.Operand, Precedence.Operator);
                text.Append(i.Negated ? " IS NOT " : " IS ").Append(i.Test.ToString().ToUpperInvariant());
                break;
            case InListExpression i:
                Expression(i.Operand, Precedence.Operator);
                text.Append(i.Negated ? " NOT IN (" : " IN (");
                Expressions(i.Values);
                text.Append(')');
                break;
            case InQueryExpression i:
                Expression(i.Operand, Precedence.Operator);
                text.Append(i.Negated ? " NOT IN " : " IN ");
                Block(i.Query);
                break;
            case QuantifiedArrayExpression q:
                Quantified(q.Operand, q.Operator, q.Quantifier);
                text.Append('(');
                Expression(q.Array);
                text.Append(')');
                break;
            case QuantifiedQueryExpression q:
                Quantified(q.Operand, q.Operator, q.Quantifier);
                Block(q.Query);
                break;
            case ExistsExpression e: text.Append("EXISTS "); Block(e.Query); break;
            case ScalarSubquery s: Block(s.Query); break;
            case CaseExpression c: Case(c); break;
            case CaseArm a:
                text.Append("WHEN ");
                Expression(a.When);
                text.Append(" THEN ");
                Expression(a.Then);
                break;
            case RowExpression r: text.Append('('); Expressions(r.Items); text.Append(')'); break;
            case ArrayExpression a: text.Append("ARRAY["); Expressions(a.Items); text.Append(']'); break;
            case OverlapsExpression o: Node(o.Left); text.Append(" OVERLAPS "); Node(o.Right); break;
            default: Special(node); break;
        }
    }

    /// <summary>Expressions with words inside their parentheses.</summary>
    private void Special(SqlNode node)
    {
        switch (node)
        {
            case CastExpression c:
                text.Append("CAST(");
                Expression(c.Operand);
                text.Append(" AS ");
                Node(c.Type);
                text.Append(')');
                break;
            case SqlType t: Type(t); break;
            case ExtractExpression e:
                if (!DateFields.CanExtract(e.Field)) throw new InvalidOperationException($"{e.Field} cannot be extracted.");
                text.Append("EXTRACT(").Append(e.Field).Append(" FROM ");
                Expression(e.Source);
                text.Append(')');
                break;
            case AtTimeZoneExpression a:
                Expression(a.Operand, Precedence.AtTimeZone);
                text.Append(" AT TIME ZONE ");
                Expression(a.Zone, Precedence.AtTimeZone + 1);
                break;
            case CurrentTimeExpression c:
                text.Append(c.Kind switch
                {
                    CurrentTimeKind.CurrentDate => "CURRENT_DATE",
                    CurrentTimeKind.CurrentTimestamp => "CURRENT_TIMESTAMP",
                    _ => "LOCALTIMESTAMP",
                });
                break;
            case TrimExpression t:
                text.Append("TRIM(").Append(t.Side.ToString().ToUpperInvariant()).Append(' ');
                if (t.Characters is not null)
                {
                    Expression(t.Characters);
                    text.Append(' ');
                }

                text.Append("FROM ");
                Expression(t.Source);
                text.Append(')');
                break;
            case PositionExpression p:
                text.Append("POSITION(");
                Restricted(p.Sought);
                text.Append(" IN ");
                Restricted(p.Source);
                text.Append(')');
                break;
            case SubstringExpression s:
                text.Append("SUBSTRING(");
                Expression(s.Source);
                text.Append(" FROM ");
                Expression(s.From);
                if (s.For is not null)
                {
                    text.Append(" FOR ");
                    Expression(s.For);
                }

                text.Append(')');
                break;
            default: throw Unknown(node);
        }
    }

    /// <summary>A sign before a sign is put in parentheses: two minus signs would begin a comment.</summary>
    private void Unary(UnaryExpression unary)
    {
        text.Append(unary.Operator == UnaryOperator.Minus ? '-' : '+');
        Expression(unary.Operand, Precedence.Sign + 1);
    }

    private void Binary(BinaryExpression binary)
    {
        int precedence = OperatorText.PrecedenceOf(binary.Operator);
        bool comparison = precedence == Precedence.Comparison;
        Expression(binary.Left, comparison ? Precedence.Operator : precedence);
        text.Append(' ').Append(OperatorText.Of(binary.Operator)).Append(' ');
        Expression(binary.Right, comparison ? Precedence.Operator : precedence + 1);
    }

    private void Logical(LogicalExpression logical)
    {
        string word = logical.Operator == LogicalOperator.And ? " AND " : " OR ";
        List(logical.Terms, term => Expression(term, Precedence.Not), word);
    }

    private void Like(LikeExpression like)
    {
        Expression(like.Operand, Precedence.Operator);
        text.Append(like.Negated ? " NOT " : " ").Append(like.Kind switch
        {
            LikeKind.Like => "LIKE ",
            LikeKind.ILike => "ILIKE ",
            _ => "SIMILAR TO ",
        });
        Expression(like.Pattern, Precedence.Operator);
        if (like.Escape is null) return;
        text.Append(" ESCAPE ");
        Expression(like.Escape, Precedence.Operator);
    }

    private void Between(BetweenExpression between)
    {
        Expression(between.Operand, Precedence.Operator);
        text.Append(between.Negated ? " NOT BETWEEN " : " BETWEEN ").Append(between.Symmetric ? "SYMMETRIC " : "");
        Restricted(between.Low);
        text.Append(" AND ");
        Expression(between.High, Precedence.Operator);
    }

    /// <summary>Where AND or IN follows as part of the syntax, Postgres takes AT TIME ZONE in parentheses only.</summary>
    private void Restricted(SqlExpression expression) =>
        Expression(expression, NamesZone(expression) ? Precedence.Primary : Precedence.Operator);

    private static bool NamesZone(SqlExpression expression) => expression switch
    {
        AtTimeZoneExpression => true,
        BinaryExpression b => NamesZone(b.Left) || NamesZone(b.Right),
        UnaryExpression u => NamesZone(u.Operand),
        _ => false,
    };

    private void Quantified(SqlExpression operand, BinaryOperator @operator, Quantifier quantifier)
    {
        Expression(operand, Precedence.Operator);
        text.Append(' ').Append(OperatorText.Of(@operator)).Append(quantifier == Quantifier.Any ? " ANY " : " ALL ");
    }

    private void Case(CaseExpression expression)
    {
        text.Append("CASE ");
        if (expression.Operand is not null)
        {
            Expression(expression.Operand);
            text.Append(' ');
        }

        List(expression.Arms, arm => Node(arm), " ");
        if (expression.Else is not null)
        {
            text.Append(" ELSE ");
            Expression(expression.Else);
        }

        text.Append(" END");
    }

    /// <summary>Known types are printed as they are called, modifiers before <c>with time zone</c>; anything else as a quoted name.</summary>
    private void Type(SqlType type)
    {
        const string Zone = " with time zone";
        bool zoned = type.Name == SqlTypeNames.TimestampWithTimeZone;
        text.Append(zoned ? type.Name[..^Zone.Length] : SqlTypeNames.IsAllowed(type.Name) || SqlNames.IsPlain(type.Name) ? type.Name : SqlNames.Quoted(type.Name));
        if (type.Modifiers.Count > 0)
        {
            text.Append('(');
            List(type.Modifiers, modifier => text.Append(modifier.ToString(CultureInfo.InvariantCulture)));
            text.Append(')');
        }

        text.Append(zoned ? Zone : "").Append(type.IsArray ? "[]" : "");
    }

    private int PrecedenceOf(SqlExpression expression) => expression switch
    {
        LogicalExpression { Operator: LogicalOperator.Or } => Precedence.Or,
        LogicalExpression => Precedence.And,
        NotExpression => Precedence.Not,
        IsExpression or DistinctFromExpression => Precedence.Is,
        QuantifiedArrayExpression or QuantifiedQueryExpression => Precedence.Comparison,
        LikeExpression or BetweenExpression or InListExpression or InQueryExpression => Precedence.Range,
        BinaryExpression b => OperatorText.PrecedenceOf(b.Operator),
        OverlapsExpression => Precedence.Range,
        AtTimeZoneExpression => Precedence.AtTimeZone,
        UnaryExpression => Precedence.Sign,
        IntegerLiteral { Value: < 0 } or DecimalLiteral { Value: < 0 } when !values.Executable => Precedence.Sign,
        _ => Precedence.Primary,
    };
}
