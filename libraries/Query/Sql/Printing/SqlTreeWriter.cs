using System.Globalization;
using System.Text;
using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <summary>Writes a tree as text: one switch over the nodes, split by kind into the other files of this class.</summary>
internal sealed partial class SqlTreeWriter(SqlValues values, DatasetScope? scope)
{
    private readonly StringBuilder text = new();
    private readonly Dictionary<SqlNode, int> parents = [];
    private int indent;
    private int queries;
    private int query;
    private Place place = new(null);

    /// <inheritdoc />
    public override string ToString() => text.ToString();

    /// <summary>Writes a comment of one line: whatever could end the line, or show it in another order, becomes a space.</summary>
    public void Comment(string comment)
    {
        text.Append("-- ");
        foreach (Rune rune in comment.EnumerateRunes())
            text.Append(EndsOrTurnsLine(rune) ? " " : rune.ToString());
        text.Append('\n');
    }

    private static bool EndsOrTurnsLine(Rune rune) => Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Writes a whole statement.</summary>
    public void Statement(SqlQuery statement) => Node(statement);

    /// <summary>Writes an expression, in parentheses when it binds looser than its place needs.</summary>
    public void Expression(SqlExpression expression, int binding = Precedence.Or)
    {
        bool parentheses = PrecedenceOf(expression) < binding;
        if (parentheses) text.Append('(');
        Node(expression);
        if (parentheses) text.Append(')');
    }

    private void Node(SqlNode node)
    {
        if (node is Literal literal)
        {
            text.Append(values.Print(literal, literal is TextLiteral ? KeyOfText() : null));
            return;
        }

        Place outer = place;
        place = new Place(node);
        switch (node)
        {
            case SqlQuery or QueryBody or SelectItem or Tree.CommonTable or Tree.Distinct or Tree.OrderItem or Tree.RowLimit or GroupingElement:
                QueryPart(node);
                break;
            case TableSource or JoinCondition or TableAlias:
                SourcePart(node);
                break;
            case FunctionCall or Window or WindowDefinition or WindowFrame or FrameBound:
                CallPart(node);
                break;
            default:
                ExpressionPart(node);
                break;
        }

        place = outer;
    }

    /// <summary>Literals of equal expressions in one query get the same key; see <see cref="ParameterValues"/>.</summary>
    private SqlValues.TextKey? KeyOfText()
    {
        if (TakesAnyType(place.Node)) return null;
        if (place.Id < 0)
        {
            if (!parents.TryGetValue(place.Node!, out int id))
                parents.Add(place.Node!, id = parents.Count);
            place.Id = id;
        }

        return new SqlValues.TextKey(query, place.Id, place.Literals++);
    }

    /// <summary>Whether Postgres would not know the type of a parameter there: <c>concat($1, …)</c>, <c>$1 IS NULL</c>.</summary>
    private static bool TakesAnyType(SqlNode? parent) => parent is
        null or IsExpression { Test: IsTest.Null } or Tree.OrderItem or Tree.WindowSpecification or GroupingElement or
        FunctionCall { Name: "concat" or "json_build_object" or "concat_ws" or "count" or "num_nulls" or "num_nonnulls" };

    private string Name(string name) => values.Executable ? SqlNames.Quoted(name) : SqlNames.Readable(name);

    private void List<T>(IReadOnlyList<T> nodes, Action<T> write, string separator = ", ")
    {
        for (int i = 0; i < nodes.Count; i++)
        {
            if (i > 0) text.Append(separator);
            write(nodes[i]);
        }
    }

    private void Nodes<T>(IReadOnlyList<T> nodes)
        where T : SqlNode => List(nodes, node => Node(node));

    private void Expressions(IReadOnlyList<SqlExpression> expressions) => List(expressions, e => Expression(e));

    private void Line() => text.Append('\n').Append(' ', indent * 2);

    /// <summary>A query on lines of its own between parentheses.</summary>
    private void Block(SqlNode inner)
    {
        text.Append('(');
        indent++;
        Line();
        Node(inner);
        indent--;
        Line();
        text.Append(')');
    }

    /// <summary>The node whose direct literals are being written.</summary>
    private sealed class Place(SqlNode? node)
    {
        public SqlNode? Node { get; } = node;

        public int Id { get; set; } = -1;

        public int Literals { get; set; }
    }
}
