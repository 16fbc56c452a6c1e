using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Naming;

/// <summary>A column that can be named.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">How large its values can be, in cells of the data; see <see cref="ValueSize"/>.</param>
/// <param name="Origins">The columns of the scope that it is, unchanged: none for a computed value, several for one of USING.</param>
internal sealed record BoundColumn(string Name, double Size, ValueList<Origin> Origins = default!)
{
    public ValueList<Origin> Origins { get; init; } = Origins ?? [];

    /// <summary>The column that its values were computed of in the same unit, such as their sum; null when there is none.</summary>
    public ColumnOrigin? Measured { get; init; }

    /// <summary>The column that its values come from; null when there is none, or several.</summary>
    public ColumnOrigin? Source => Origins.Count > 0 ? new ColumnOrigin(Origins[0].Table, Origins[0].Column) : Measured;
}

/// <summary>A column of a table of the scope.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
internal readonly record struct Origin(string Table, string Column);

/// <summary>A source of a FROM with its columns.</summary>
/// <param name="Name">Its alias or name.</param>
/// <param name="Columns">What can be read of it.</param>
/// <param name="MostRows">How many rows it has at most; infinity when only the data knows.</param>
/// <param name="Table">The table of the scope, when it is one.</param>
internal sealed record BoundSource(string Name, IReadOnlyList<BoundColumn> Columns, double MostRows, ScopeTable? Table = null)
{
    /// <summary>Whether its table was refused already, so that its columns need not be refused too.</summary>
    public bool Refused { get; init; }

    /// <summary>How often a row of the data may stand in it, because it was paired with a few written-out ones.</summary>
    public double Copies { get; init; } = 1;
}

/// <summary>What a table source brings into sight.</summary>
/// <param name="Sources">Its sources, by which columns can be qualified.</param>
/// <param name="Columns">Its columns as unqualified names see them: those of USING once.</param>
internal sealed record BoundShape(IReadOnlyList<BoundSource> Sources, IReadOnlyList<BoundColumn> Columns)
{
    /// <summary>The most rows that may be paired with every other row.</summary>
    public const double FewRows = 100;

    /// <summary>The most rows that an equality between sources of known size may give.</summary>
    public const double MostPairs = 1_000_000;

    public static BoundShape Empty { get; } = new([], []);

    /// <summary>How many rows it has at most: those of its sources, paired.</summary>
    public double MostRows => Sources.Aggregate(1.0, (rows, s) => rows * Math.Max(1, s.MostRows));

    /// <summary>Whether it has so few rows, by its text alone, that joining it to everything is harmless.</summary>
    public bool Few => MostRows <= FewRows;

    /// <summary>How often a row of the data may stand in it, because it was paired with a few others.</summary>
    public double Copies { get; init; } = Sources.Aggregate(1.0, (copies, s) => copies * s.Copies);

    public BoundShape And(BoundShape other) => new([.. Sources, .. other.Sources], [.. Columns, .. other.Columns]) { Copies = Copies * other.Copies };

    /// <summary>Whether this reference is to one of its columns.</summary>
    public bool Has(ColumnReference reference) => Find(reference) is not null;

    /// <summary>The column that is referred to; null when it is not here.</summary>
    public BoundColumn? Find(ColumnReference reference) => reference.Table is null
        ? Columns.FirstOrDefault(c => c.Name == reference.Column)
        : Sources.FirstOrDefault(s => s.Name == reference.Table)?.Columns.FirstOrDefault(c => c.Name == reference.Column);
}

/// <summary>What an expression can name: the sources of its SELECT, then those of the queries around it.</summary>
internal sealed record BoundScope(BoundShape Shape, BoundScope? Outer)
{
    /// <summary>The column that is referred to, by the innermost query that has it; null for none.</summary>
    public BoundColumn? Find(ColumnReference reference) => Shape.Find(reference) ?? Outer?.Find(reference);
}

/// <summary>A common table in sight.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Query">What it gives.</param>
internal sealed record BoundCommonTable(string Name, BoundQuery Query);

/// <summary>What a query gives.</summary>
/// <param name="Columns">Its output columns.</param>
/// <param name="MostRows">How many rows it has at most; infinity when only the data knows.</param>
/// <param name="TableReads">How many reads of tables it stands for once common tables are put in where they are used.</param>
/// <param name="Copies">How often a row of the data may stand in it.</param>
internal sealed record BoundQuery(IReadOnlyList<BoundColumn> Columns, double MostRows, int TableReads, double Copies);

/// <summary>What the body of a query gives, and what its ORDER BY can name besides the outputs.</summary>
internal sealed record BoundBody(IReadOnlyList<BoundColumn> Columns, double MostRows, double Copies, BoundScope? Inside);
