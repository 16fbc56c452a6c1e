using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding;

/// <summary>A statement that the guard accepted for a scope. Only the guard makes one, and only this can be scoped and run.</summary>
public sealed class GuardedStatement
{
    internal GuardedStatement(SqlQuery query, SqlScope scope, ValueList<string> outputs, ValueList<string> tables)
    {
        Query = query;
        Scope = scope;
        Outputs = outputs;
        Tables = tables;
    }

    /// <summary>The tree.</summary>
    public SqlQuery Query { get; }

    /// <summary>The scope for which it was accepted.</summary>
    public SqlScope Scope { get; }

    /// <summary>The names of the output columns, with <c>*</c> resolved.</summary>
    public ValueList<string> Outputs { get; }

    /// <summary>Where the values of each output column come from; null where that is no single column.</summary>
    public ValueList<ColumnOrigin?> Origins { get; internal init; } = [];

    /// <summary>The tables of the scope that it reads, sorted.</summary>
    public ValueList<string> Tables { get; }
}
