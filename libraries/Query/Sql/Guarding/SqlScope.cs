using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Sql.Guarding;

/// <summary>What a query may read: tables and columns by their logical names.</summary>
/// <param name="Tables">The tables.</param>
public sealed record SqlScope(ValueList<ScopeTable> Tables)
{
    /// <summary>The declared relationships between its tables.</summary>
    public ValueList<ScopeRelationship> Relationships { get; init; } = [];

    /// <summary>Along what tables may be joined. Default <see cref="JoinMode.AnyEquality"/>.</summary>
    public JoinMode Joins { get; init; } = JoinMode.AnyEquality;

    /// <summary>The table of that name, or null. Names are compared exactly, as Postgres does after folding.</summary>
    public ScopeTable? Find(string name) => Tables.FirstOrDefault(t => t.Name == name);
}

/// <summary>Along what a query may join tables.</summary>
public enum JoinMode
{
    /// <summary>Any equality between the two sides, for SQL that a person wrote.</summary>
    AnyEquality,

    /// <summary>
    /// The relationships of the scope only, for SQL that a language model wrote. A column of a sub-select or common table counts as the
    /// table's column that it is; a computed one as none.
    /// </summary>
    DeclaredOnly,
}

/// <summary>A declared relationship.</summary>
/// <param name="FromTable">The referring table.</param>
/// <param name="FromColumns">The referring columns.</param>
/// <param name="ToTable">The table referred to.</param>
/// <param name="ToColumns">The columns referred to, in the same order.</param>
public sealed record ScopeRelationship(string FromTable, ValueList<string> FromColumns, string ToTable, ValueList<string> ToColumns);

/// <summary>A table that a query may read.</summary>
/// <param name="Name">The logical name.</param>
/// <param name="Columns">Its columns; those that may not be read are listed too, so that the refusal can say why.</param>
public sealed record ScopeTable(string Name, ValueList<ScopeColumn> Columns);

/// <summary>A column of a table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Visible">False for a column that is hidden, or that policy forbids: it cannot be read in any way.</param>
public sealed record ScopeColumn(string Name, ColumnType Type, bool Visible = true);
