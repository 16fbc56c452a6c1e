using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Writing;

/// <summary>schema.yaml.</summary>
internal static class SchemaText
{
    public static string Of(DraftedModel draft)
    {
        var lines = new YamlLines();
        Plugin(lines, draft.Model);
        lines.Add(0, "tables:");
        foreach (var table in draft.Model.Tables)
            Table(lines, table, draft.Notes);
        Relationships(lines, draft);
        return lines.ToString();
    }

    private static void Plugin(YamlLines lines, ModelDefinition model)
    {
        var (plugin, usual) = (model.Plugin, new PluginDefinition { Id = "", Name = "" });
        lines.Add(0, "plugin:");
        lines.Text(1, "id", plugin.Id);
        lines.Text(1, "name", plugin.Name);
        lines.Text(1, "version", plugin.VersionLabel == usual.VersionLabel ? null : plugin.VersionLabel);
        lines.Words(1, "description", plugin.Description);
        lines.Text(1, "currency", plugin.Currency);
        if (plugin.Currency is null && model.Metrics.Any(m => m.Unit == "currency"))
            lines.Comment(1, "check: which currency? currency: EUR");
        if (plugin.Calendar != usual.Calendar)
        {
            lines.Add(1, "calendar", new YamlEntries()
                .Word("week_start", plugin.Calendar.WeekStart, usual.Calendar.WeekStart)
                .Add("fiscal_year_start", plugin.Calendar.FiscalYearStart == usual.Calendar.FiscalYearStart ? null : $"{plugin.Calendar.FiscalYearStart}")
                .Text("timezone", plugin.Calendar.TimeZone == usual.Calendar.TimeZone ? null : plugin.Calendar.TimeZone)
                .ToList());
        }

        lines.Blank();
    }

    private static void Table(YamlLines lines, TableDefinition table, IReadOnlyList<DraftNote> notes)
    {
        lines.Add(1, $"{YamlText.Of(table.Name)}:");
        lines.Text(2, "label", table.Label);
        lines.Words(2, "description", table.Description);
        lines.Add(2, "synonyms", YamlEntries.Synonyms(table.Synonyms, table.SynonymRanks));
        lines.Words(2, "grain", table.Grain);
        if (table.Default)
            lines.Add(2, "default: true");
        lines.Texts(2, "primary_key", table.PrimaryKey);
        if (table.UniqueKeys.Count > 0)
            lines.Add(2, "unique_keys", YamlText.List(table.UniqueKeys.Select(YamlText.Of)));
        lines.Text(2, "time_column", table.TimeColumn);
        foreach (var note in notes.Where(n => n.Table == table.Name && n.Column is null))
            lines.Comment(2, $"check: {note.Text}");
        lines.Add(2, "columns:");
        foreach (var column in table.Columns)
        {
            foreach (var note in notes.Where(n => n.Table == table.Name && n.Column == column.Name))
                lines.Comment(3, $"check: {note.Text}");
            if (column is { OpenValues: true, Values.Count: > 0 } && column.Values.All(v => v.Synonyms.Count == 0))
                lines.Comment(3, "check: what do people call these codes? CSH: [cash]");
            lines.Add(3, YamlText.Of(column.Name), Entries(column));
        }

        lines.Blank();
    }

    private static IReadOnlyList<(string, string)> Entries(ColumnDefinition column) => new YamlEntries()
        .Add("type", YamlEntries.WordOf(column.Type))
        .Add("kind", YamlEntries.WordOf(column.Kind))
        .Truth("required", column.Required)
        .Text("label", YamlEntries.Label(column.Label, column.Name))
        .Words("description", column.Description)
        .Add("synonyms", YamlEntries.Synonyms(column.Synonyms, column.SynonymRanks))
        .Texts("headers", column.Headers)
        .Text("unit", column.Unit)
        .Text("format", column.Format)
        .Word("additive", column.Additive, Additivity.None)
        .Add("default_agg", column.DefaultAggregate is { } aggregate ? YamlEntries.WordOf(aggregate) : null)
        .Truth("open_values", column.OpenValues)
        .Add("values", column.Values.Count == 0 ? null : Values(column.Values))
        .Truth("pii", column.Pii)
        .Word("visibility", column.Visibility, ColumnVisibility.Public)
        .ToList();

    // A map has no key twice; where a value is listed twice, nothing is lost in a list.
    private static string Values(IReadOnlyList<CodedValue> values) => values.DistinctBy(v => v.Value).Count() == values.Count
        ? YamlText.Of(values.Select(v => (YamlText.Of(v.Value), YamlText.Of(v.Synonyms))))
        : YamlText.Of(values.Select(v => v.Value));

    private static void Relationships(YamlLines lines, DraftedModel draft)
    {
        lines.Items(0, "relationships", [.. draft.Model.Relationships.Select(Relationship)]);
        if (draft.Likely.Count == 0)
            return;
        lines.Comment(0, "check: the values would allow these too, but the names do not say so. Take the sign away where it is true.");
        if (draft.Model.Relationships.Count == 0)
            lines.Comment(0, "relationships:");
        foreach (var likely in draft.Likely)
            lines.Comment(0, $"  - {YamlText.Of(Relationship(likely.Relationship))}");
    }

    private static IReadOnlyList<(string, string)> Relationship(RelationshipDefinition relationship) => new YamlEntries()
        .Text("name", relationship.Name)
        .Add("from", End(relationship.FromTable, relationship.FromColumns))
        .Add("to", End(relationship.ToTable, relationship.ToColumns))
        .Add("cardinality", YamlEntries.WordOf(relationship.Cardinality))
        .Text("role", relationship.Role)
        .Word("on_missing", relationship.OnMissing, OnMissing.Keep)
        .ToList();

    private static string End(string table, IReadOnlyList<string> columns) =>
        columns.Count == 1 ? YamlText.Of($"{table}.{columns[0]}") : YamlText.Of(columns.Select(c => $"{table}.{c}"));
}
