using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Sql.Guarding;

/// <summary>What a query may read: tables and columns by their logical names.</summary>
/// <param name="Tables">The tables.</param>
public sealed record SqlScope(ValueList<ScopeTable> Tables)
{
    /// <summary>The table of that name, or null. Names are compared exactly, as Postgres does after folding.</summary>
    public ScopeTable? Find(string name) => Tables.FirstOrDefault(t => t.Name == name);
}

/// <summary>A table that a query may read.</summary>
/// <param name="Name">The logical name.</param>
/// <param name="Columns">Its columns; those that may not be read are listed too, so that the refusal can say why.</param>
public sealed record ScopeTable(string Name, ValueList<ScopeColumn> Columns);

/// <summary>A column of a table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Visible">False for a column that is hidden, or that policy forbids: it cannot be read in any way.</param>
public sealed record ScopeColumn(string Name, ColumnType Type, bool Visible = true);
