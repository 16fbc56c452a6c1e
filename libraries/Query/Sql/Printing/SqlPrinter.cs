using NlSql.Query.Sql.Rewriting;
using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Printing;

/// <summary>
/// Tree → text, the only place that builds SQL. The same tree gives the same bytes. Two forms with one layout: to run, with values as
/// parameters, every name in quotes and every table inside its scope; to read, with values in place and tables by their logical names.
/// </summary>
public static class SqlPrinter
{
    /// <summary>The form to run. Only a statement that went through guard and scope rewriter can be printed.</summary>
    public static ExecutableSql PrintExecutable(ScopedStatement statement)
    {
        var values = new ParameterValues();
        var writer = new SqlTreeWriter(values, statement.Scope);
        writer.Statement(statement.Query);
        return new ExecutableSql(writer.ToString(), values.Parameters.ToValueList());
    }

    /// <summary>The form to show to people; parses back to the same tree.</summary>
    /// <param name="query">The query.</param>
    /// <param name="comment">
    /// A line to stand above it, such as the rows that it is about: <c>dataset sales_2024, version 3</c>. Null for none. It cannot leave
    /// its comment, whatever it holds.
    /// </param>
    public static string PrintReadable(SqlQuery query, string? comment = null)
    {
        var writer = new SqlTreeWriter(new ReadableValues(), scope: null);
        if (comment is not null) writer.Comment(comment);
        writer.Statement(query);
        return writer.ToString();
    }

    /// <summary>An expression to show to people; parses back to the same tree.</summary>
    public static string PrintReadable(SqlExpression expression)
    {
        var writer = new SqlTreeWriter(new ReadableValues(), scope: null);
        writer.Expression(expression);
        return writer.ToString();
    }
}
