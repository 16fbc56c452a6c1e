using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>A column that can be named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">How large its values can be, in cells of the data; see <see cref="ValueSize"/>.</param>
internal sealed record BoundColumn(string Name, double Size)
{
    /// <summary>The column of a table that its values come from; null when there is none, or several.</summary>
    public ColumnOrigin? Origin { get; init; }
}

/// <summary>A source of a FROM with its columns.</summary>
/// <param name="Name">Its alias or name.</param>
/// <param name="Columns">What can be read of it.</param>
/// <param name="Few">Whether it has at most one row, or a few written-out ones, so that joining it to everything is harmless.</param>
/// <param name="Table">The table of the scope, when it is one.</param>
internal sealed record BoundSource(string Name, IReadOnlyList<BoundColumn> Columns, bool Few, ScopeTable? Table = null)
{
    /// <summary>Whether its table was refused already, so that its columns need not be refused too.</summary>
    public bool Refused { get; init; }
}

/// <summary>What a table source brings into sight.</summary>
/// <param name="Sources">Its sources, by which columns can be qualified.</param>
/// <param name="Columns">Its columns as unqualified names see them: those of USING once.</param>
internal sealed record BoundShape(IReadOnlyList<BoundSource> Sources, IReadOnlyList<BoundColumn> Columns)
{
    public static BoundShape Empty { get; } = new([], []);

    /// <summary>Whether all of it has few rows.</summary>
    public bool Few => Sources.All(s => s.Few);

    public BoundShape And(BoundShape other) => new([.. Sources, .. other.Sources], [.. Columns, .. other.Columns]);

    /// <summary>Whether this reference is to one of its columns.</summary>
    public bool Has(ColumnReference reference) => reference.Table is null
        ? Columns.Any(c => c.Name == reference.Column)
        : Sources.Any(s => s.Name == reference.Table && s.Columns.Any(c => c.Name == reference.Column));
}

/// <summary>What an expression can name: the sources of its SELECT, then those of the queries around it.</summary>
internal sealed record BoundScope(BoundShape Shape, BoundScope? Outer);

/// <summary>A common table in sight.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">What it gives.</param>
internal sealed record BoundCommonTable(string Name, BoundQuery Query);

/// <summary>What a query gives.</summary>
/// <param name="Columns">Its output columns.</param>
/// <param name="Few">Whether it has at most one row, or a few written-out ones.</param>
/// <param name="TableReads">How many reads of tables it stands for once common tables are put in where they are used.</param>
internal sealed record BoundQuery(IReadOnlyList<BoundColumn> Columns, bool Few, int TableReads);
