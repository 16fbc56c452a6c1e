using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Query.Questions.FollowUps;

/// <summary>The previous query on its way to what the follow-up asks.</summary>
internal sealed class Revision(SemanticQuery previous, Lexicon lexicon, int meaning)
{
    public Lexicon Lexicon { get; } = lexicon;

    public ModelDefinition Model => Lexicon.Model;

    /// <summary>The query so far.</summary>
    public SemanticQuery Query { get; set; } = previous;

    /// <summary>What was assumed, in sentences.</summary>
    public List<string> Assumptions { get; } = [];

    /// <summary>Which meaning of an ambiguous value to take.</summary>
    public int Meaning { get; } = meaning;

    /// <summary>How many meanings an ambiguous value has.</summary>
    public int Meanings { get; set; } = 1;

    /// <summary>What tells the taken meaning from the others, in words.</summary>
    public string MeaningLabel { get; set; } = "";

    /// <summary>Whether the place that was asked for ("the second one") is the one row of the query.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Whether rows or values are listed rather than measured.</summary>
    public bool IsList => Query.Metrics.Count == 0;

    /// <summary>The table of which the query measures, counts or lists rows.</summary>
    public string Table => Query.From
        ?? Query.Metrics.Select(TableOf).FirstOrDefault(t => t is not null)
        ?? Query.Dimensions.Select(d => d.Column).Concat(Query.Return.Select(r => r.Name)).Where(c => c.Contains('.', StringComparison.Ordinal)).Select(c => c[..c.IndexOf('.', StringComparison.Ordinal)]).FirstOrDefault()
        ?? Model.DefaultTable.Name;

    public void Assume(string sentence) => Assumptions.Add(sentence);

    /// <summary>The name that a measure has among the outputs.</summary>
    public static string NameOf(MetricReference metric) => metric.As ?? metric.Name
        ?? (metric.Aggregate is { } aggregate ? metric.Column is { } column ? $"{QueryWords.Of(aggregate)}_{column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..]}" : QueryWords.Of(aggregate) : "");

    /// <summary>A column's name with its table.</summary>
    public string Full(string column) => column.Contains('.', StringComparison.Ordinal) || Model.FindTable(Table)?.FindColumn(column) is null ? column : $"{Table}.{column}";

    /// <summary>The column of the model with that name; null for outputs and metrics.</summary>
    public ColumnDefinition? FindColumn(string column)
    {
        var full = Full(column);
        var dot = full.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? null : Model.FindTable(full[..dot])?.FindColumn(full[(dot + 1)..]);
    }

    /// <summary>The time column of what is measured; null when it has none.</summary>
    public string? TimeColumn
    {
        get
        {
            if (Query.Metrics.Select(m => m.Name is { } name ? Model.FindMetric(name)?.TimeColumn : null).FirstOrDefault(t => t is not null) is { } own)
                return own.Contains('.', StringComparison.Ordinal) ? own : $"{Table}.{own}";
            // "completed moves per branch" counts the dates of moves.
            if (Query.Metrics is [{ Aggregate: AggregateFunction.Count, Column: { } counted }] && FindColumn(counted) is { Type: ColumnType.Date or ColumnType.Timestamp })
                return Full(counted);
            return Model.FindTable(Table)?.TimeColumn is { } column ? $"{Table}.{column}" : null;
        }
    }

    private string? TableOf(MetricReference metric)
    {
        if (metric.Name is { } name)
            return MetricTables.Of(Model, name) is [var first, ..] ? first : null;
        return metric.Of ?? (metric.Column is { } column && column.IndexOf('.', StringComparison.Ordinal) is var dot and > 0 ? column[..dot] : null);
    }
}
