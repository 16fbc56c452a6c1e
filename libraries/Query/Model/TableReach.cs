using System.Collections.Frozen;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Model;

/// <summary>
/// How far the tables of a model are from each other, a row of numbers for each table, made when it is first asked for: reading a question
/// asks thousands of times.
/// </summary>
internal sealed class TableReach
{
    /// <summary>A way that does not exist.</summary>
    public const int Nowhere = 100;

    private readonly FrozenDictionary<string, int> places;
    private readonly FrozenDictionary<string, TableDefinition> tables;
    private readonly FrozenDictionary<(string, string), ColumnDefinition> columns;
    private readonly JoinGraph joins;
    private readonly RelatedDistances related;
    private readonly Row?[] rows;

    public TableReach(ModelDefinition model, JoinGraph joins)
    {
        (this.joins, related) = (joins, new RelatedDistances(model));
        tables = model.Tables.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);
        places = model.Tables.Select((t, i) => (t.Name, i)).ToFrozenDictionary(t => t.Name, t => t.i, StringComparer.Ordinal);
        columns = model.Tables.SelectMany(t => t.Columns.Concat(t.Computed).Select(c => (Key: (t.Name, c.Name), Column: c))).ToFrozenDictionary(c => c.Key, c => c.Column);
        rows = new Row?[model.Tables.Count];
    }

    /// <summary>The table of that name; null when there is none.</summary>
    public TableDefinition? Table(string name) => tables.GetValueOrDefault(name);

    /// <summary>The column of that name; null when there is none.</summary>
    public ColumnDefinition? Column(string table, string column) => columns.GetValueOrDefault((table, column));

    /// <summary>The distances from a table.</summary>
    public Row From(string table) => places.TryGetValue(table, out var place) ? rows[place] ??= Measure(table) : Row.Empty;

    private Row Measure(string table)
    {
        var names = places.OrderBy(p => p.Value).Select(p => p.Key).ToList();
        return new(places, [.. names.Select(n => joins.Steps(table, n) ?? Nowhere)], [.. names.Select(n => related.Steps(table, n) ?? Nowhere)]);
    }

    /// <summary>The distances from one table.</summary>
    internal sealed class Row(FrozenDictionary<string, int> places, int[] steps, int[] related)
    {
        public static Row Empty { get; } = new(FrozenDictionary<string, int>.Empty, [], []);

        /// <summary>Steps to one row of another table; <see cref="Nowhere"/> when a row leads to several or none.</summary>
        public int Steps(string other) => places.TryGetValue(other, out var place) ? steps[place] : Nowhere;

        /// <summary>Steps to related rows of another table in either direction; <see cref="Nowhere"/> when nothing connects them.</summary>
        public int Related(string other) => places.TryGetValue(other, out var place) ? related[place] : Nowhere;
    }
}
