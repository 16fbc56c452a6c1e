using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Intents;

/// <summary>What a dataset holds, in sentences: its tables, columns, metrics, values and days.</summary>
internal static class DataContents
{
    private const int MostNames = 40;
    private const int MostValues = 30;
    private const int MostQuestions = 6;

    public static string Questions(ModelDefinition model)
    {
        var suggested = model.QuestionPacks.SelectMany(p => p.Questions).Where(q => q.Slots.Count == 0).OrderByDescending(q => q.Suggest).Select(q => q.Ask[0]).Take(MostQuestions).ToList();
        var examples = suggested.Count > 0 ? $" For example: {string.Join("; ", suggested)}." : "";
        var metrics = model.Metrics.Take(8).Select(m => m.Label).ToList();
        var measured = metrics.Count > 0 ? $"Ask about {string.Join(", ", metrics)}" : $"Ask about {string.Join(", ", model.Tables.Select(t => t.Label))}";
        return $"{measured}: as a whole, by a column, for a value, in a period, or as a ranking.{examples}";
    }

    public static string Description(Lexicon lexicon)
    {
        var model = lexicon.Model;
        var about = model.Plugin.Description.Length > 0 ? model.Plugin.Description.Trim() + " " : "";
        var measured = model.Metrics.Count > 0 ? $" Metrics: {Names(model.Metrics.Take(8).Select(m => m.Label))}{(model.Metrics.Count > 8 ? " and more" : "")}." : "";
        var days = Dated(lexicon) is { Count: > 0 } dated ? $" {string.Join(" ", dated)}" : "";
        return $"{about}{Tables(model)} {string.Join(" ", model.Tables.Select(Columns))}{measured}{days}";
    }

    public static string Fresh(Lexicon lexicon) => Dated(lexicon) is { Count: > 0 } dated
        ? string.Join(" ", dated)
        : "The data carries no dates, so I cannot say how far it reaches.";

    public static string Metrics(ModelDefinition model) => model.Metrics.Count switch
    {
        0 => "No metrics are defined; number columns can be added up, averaged and counted.",
        1 => $"There is one metric: {model.Metrics[0].Label}.",
        var count => $"There are {count} metrics: {Names(model.Metrics.Select(m => m.Label))}.",
    };

    /// <summary>The columns of the table that the words name, or of all tables when they name none.</summary>
    public static string Columns(Lexicon lexicon, string words)
    {
        var named = words.Length == 0 ? null : DataTerms.Named(lexicon, words).OfType<MentionTarget.Table>().FirstOrDefault();
        return string.Join(" ", lexicon.Model.Tables.Where(t => named is null || t.Name == named.Name).Select(Columns));
    }

    public static string Tables(ModelDefinition model) => model.Tables is [var only]
        ? $"There is one table: {Table(only)}."
        : $"There are {model.Tables.Count} tables: {string.Join("; ", model.Tables.Select(Table))}.";

    /// <summary>The values of the column that the words name, or its range; null when they name no column of which any are known.</summary>
    public static string? Values(Lexicon lexicon, string words)
    {
        if (DataTerms.Named(lexicon, words).OfType<MentionTarget.Column>().FirstOrDefault() is not { } column
            || lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is not { Visibility: ColumnVisibility.Public } definition)
            return null;
        var label = Labels.Of(lexicon.Model, column);
        // Of a table that some people see only rows of, the catalog knows more than they may.
        var known = IsFiltered(lexicon.Model, column.TableName) ? null : lexicon.Values.Find(column.TableName, column.ColumnName);
        if (known is { Values.Count: > 0 })
        {
            var shown = string.Join(", ", known.Values.Take(MostValues).Select(v => Coded(definition, v)));
            return known switch
            {
                { Complete: false } => $"{label} has many values, among them {shown}.",
                { Values.Count: > MostValues } => $"{label} has {known.Values.Count.ToString(CultureInfo.InvariantCulture)} values, among them {shown}.",
                _ => $"{label} has the values {shown}.",
            };
        }

        if (definition.Values.Count > 0)
            return $"{label} has the values {string.Join(", ", definition.Values.Select(v => Coded(definition, v.Value)))}.";
        return known is { Minimum: { } minimum, Maximum: { } maximum } ? $"{label} goes from {End(definition, minimum)} to {End(definition, maximum)}." : null;
    }

    private static List<string> Dated(Lexicon lexicon) =>
    [
        .. from table in lexicon.Model.Tables
           where table.TimeColumn is not null && !IsFiltered(lexicon.Model, table.Name)
           from values in lexicon.Values.Columns
           where values.Maximum is not null && values.Table == table.Name && values.Column == table.TimeColumn
           select $"{table.Label}: {Labels.Column(lexicon.Model, table.Name, values.Column)} from {Day(values.Minimum)} to {Day(values.Maximum)}.",
    ];

    private static bool IsFiltered(ModelDefinition model, string table) => model.Policy.RowFilters.Any(f => f.Table == table);

    private static string Columns(TableDefinition table) =>
        $"{table.Label} ({table.Name}): {Names(table.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Select(c => c.Label))}.";

    private static string Table(TableDefinition table) => table.Grain.Length > 0 ? $"{table.Label}, each row {table.Grain}" : table.Label;

    private static string Coded(ColumnDefinition column, string value) =>
        column.Values.FirstOrDefault(v => v.Value == value) is { Synonyms: [var word, ..] } ? $"{value} ({word})" : value;

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostNames)) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : "");
    }

    private static string End(ColumnDefinition column, string value) => column.Type is ColumnType.Date or ColumnType.Timestamp ? Day(value) : value;

    private static string Day(string? value) => value is { Length: >= 10 } ? value[..10] : value ?? "an unknown day";
}
