using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Intents;

/// <summary>What a metric, a column, a table, a segment or a term of the trade means: its description, formula and unit.</summary>
internal static class DataDefinitions
{
    /// <summary>The definition of what the words name; null when they name nothing.</summary>
    public static string? Of(Lexicon lexicon, string term) => Named(lexicon, term) ?? Explained(lexicon.Model, term);

    /// <summary>Two definitions, one after the other; null when one of the two is not known.</summary>
    public static string? Both(Lexicon lexicon, string term, string other) =>
        Of(lexicon, term) is { } first && Of(lexicon, other) is { } second ? $"{first} {second}" : null;

    /// <summary>The unit of a metric or a column; null when the words name neither.</summary>
    public static string? UnitOf(Lexicon lexicon, string term)
    {
        foreach (var target in DataTerms.Named(lexicon, term))
        {
            var unit = target switch
            {
                MentionTarget.Metric metric => lexicon.Model.FindMetric(metric.Name)?.Unit,
                MentionTarget.Column column => ColumnOf(lexicon.Model, column)?.Unit,
                _ => null,
            };
            if (target is MentionTarget.Metric or MentionTarget.Column)
                return $"{Labels.Of(lexicon.Model, target)} {(unit is null ? "has no unit in the model" : $"is {UnitWords(lexicon.Model, unit)}")}.";
        }

        return null;
    }

    private static string? Named(Lexicon lexicon, string term)
    {
        var model = lexicon.Model;
        foreach (var target in DataTerms.Named(lexicon, term))
        {
            var (description, more) = target switch
            {
                MentionTarget.Metric metric when model.FindMetric(metric.Name) is { } found => (found.Description, $"{Formula(model, found)}{Unit(model, found.Unit)}"),
                MentionTarget.Column column when ColumnOf(model, column) is { Visibility: ColumnVisibility.Public } found =>
                    (found.Description, $"A {Type(found)} of the table {model.FindTable(column.TableName)!.Label}.{Unit(model, found.Unit)}"),
                MentionTarget.Table table when model.FindTable(table.Name) is { } found => (found.Description, found.Grain.Length > 0 ? $"Each row is {found.Grain}." : "A table."),
                MentionTarget.Segment segment when model.FindSegment(segment.Name) is { } found => (found.Description, $"{model.FindTable(found.Table)?.Label ?? found.Table} where {found.Filter}."),
                MentionTarget.Value value => ($"A value of {Labels.Column(model, value.TableName, value.ColumnName)}", ""),
                _ => (null, null),
            };
            if (description is not null)
                return $"{Label(model, target)}: {Sentence(description)}{more}".TrimEnd();
        }

        return null;
    }

    private static string? Explained(ModelDefinition model, string term)
    {
        var folded = TextFolding.Fold(term);
        var entry = model.Glossary.FirstOrDefault(g => g.Synonyms.Prepend(g.Term).Any(w => TextFolding.Fold(w) == folded));
        return entry is null ? null : $"{entry.Term}: {entry.Meaning}{(entry.Not is { } not ? $" Not to be confused with {not}." : "")}";
    }

    private static string Formula(ModelDefinition model, MetricDefinition metric)
    {
        var computed = metric.Type switch
        {
            MetricType.Ratio => $"{Low(model, metric.Numerator)} divided by {Low(model, metric.Denominator)}",
            MetricType.Derived => Words(metric.Expression!, name => model.FindMetric(name)?.Label),
            MetricType.Cumulative => $"{Low(model, metric.Metric)} added up{(metric.Window is { } window ? $" over {window}" : metric.GrainToDate is { } grain ? $" since the start of the {grain}" : "")}",
            _ => Aggregated(model, metric),
        };
        return $"Computed as {computed}.";
    }

    private static string Aggregated(ModelDefinition model, MetricDefinition metric)
    {
        var table = model.FindTable(metric.Table ?? "");
        string Of(string sql) => Words(sql, name => table?.FindColumn(name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..])?.Label);
        var rows = (table?.Label ?? "").ToLowerInvariant();
        var what = metric.Expression is null
            ? $"the number of rows of {rows}"
            : $"{Aggregate(metric)} {Of(metric.Expression)} over {rows}";
        return metric.Filter is null ? what : $"{what} where {Of(metric.Filter)}";
    }

    private static string Aggregate(MetricDefinition metric) => metric.Aggregate switch
    {
        AggregateFunction.Sum => "the sum of",
        AggregateFunction.Avg => "the average of",
        AggregateFunction.Count => "the number of values of",
        AggregateFunction.CountDistinct => "the number of different values of",
        AggregateFunction.Percentile => string.Create(CultureInfo.InvariantCulture, $"the {metric.Percentile * 100:0.#} % percentile of"),
        { } function => $"the {Labels.Aggregate(function)}",
        null => "",
    };

    // Names become the labels that people know; the rest of an expression reads well enough.
    private static string Words(string sql, Func<string, string?> labelOf)
    {
        var words = new System.Text.StringBuilder(sql.Length);
        for (var i = 0; i < sql.Length;)
        {
            var end = i;
            while (end < sql.Length && (char.IsLetterOrDigit(sql[end]) || sql[end] is '_' or '.'))
                end++;
            var name = sql[i..end];
            words.Append(end == i ? sql[i++] : labelOf(name)?.ToLowerInvariant() ?? name);
            i = Math.Max(i, end);
        }

        return words.ToString();
    }

    private static string Label(ModelDefinition model, MentionTarget target) =>
        target is MentionTarget.Value value ? value.Text : Labels.Of(model, target);

    private static string Low(ModelDefinition model, string? metric) => (model.FindMetric(metric ?? "")?.Label ?? metric ?? "").ToLowerInvariant();

    private static string Sentence(string text) => text.Length == 0 ? "" : text.EndsWith('.') ? text + " " : text + ". ";

    private static string Type(ColumnDefinition column) => column.Type switch
    {
        ColumnType.Integer or ColumnType.Decimal => "number",
        ColumnType.Boolean => "yes or no",
        ColumnType.Date => "date",
        ColumnType.Timestamp => "point in time",
        _ => "text",
    };

    private static string Unit(ModelDefinition model, string? unit) => unit is null ? "" : $" Unit: {UnitWords(model, unit).Replace("in ", "", StringComparison.Ordinal)}.";

    private static string UnitWords(ModelDefinition model, string unit) => unit switch
    {
        "currency" => $"in {model.Plugin.Currency ?? "the currency of the data"}",
        "percent" => "in percent",
        "count" => "a count",
        _ => $"in {unit}",
    };

    private static ColumnDefinition? ColumnOf(ModelDefinition model, MentionTarget.Column column) => model.FindTable(column.TableName)?.FindColumn(column.ColumnName);
}
