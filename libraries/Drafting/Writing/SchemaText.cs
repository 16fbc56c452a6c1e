using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Drafting.Writing;

/// <summary>schema.yaml.</summary>
internal static class SchemaText
{
    public static string Of(DraftedModel draft)
    {
        var lines = new YamlLines();
        var plugin = draft.Model.Plugin;
        lines.Add(0, "plugin:");
        lines.Add(1, "id", YamlText.Of(plugin.Id));
        lines.Add(1, "name", YamlText.Of(plugin.Name));
        lines.Add(1, "description", YamlText.Of(plugin.Description));
        lines.Add(1, "currency", plugin.Currency);
        if (plugin.Currency is null && draft.Model.Metrics.Any(m => m.Unit == "currency"))
            lines.Comment(1, "check: which currency? currency: EUR");
        lines.Blank();
        lines.Add(0, "tables:");
        foreach (var table in draft.Model.Tables)
            Table(lines, table, draft.Notes);
        Relationships(lines, draft);
        return lines.ToString();
    }

    private static void Table(YamlLines lines, TableDefinition table, IReadOnlyList<DraftNote> notes)
    {
        lines.Add(1, $"{YamlText.Of(table.Name)}:");
        lines.Add(2, "label", YamlText.Of(table.Label));
        lines.Add(2, "grain", YamlText.Of(table.Grain));
        if (table.Default)
            lines.Add(2, "default: true");
        if (table.PrimaryKey.Count > 0)
            lines.Add(2, "primary_key", YamlText.Of(table.PrimaryKey));
        if (table.UniqueKeys.Count > 0)
            lines.Add(2, "unique_keys", $"[{string.Join(", ", table.UniqueKeys.Select(YamlText.Of))}]");
        lines.Add(2, "time_column", table.TimeColumn is { } time ? YamlText.Of(time) : null);
        foreach (var note in notes.Where(n => n.Table == table.Name && n.Column is null))
            lines.Comment(2, $"check: {note.Text}");
        lines.Add(2, "columns:");
        foreach (var column in table.Columns)
        {
            foreach (var note in notes.Where(n => n.Table == table.Name && n.Column == column.Name))
                lines.Comment(3, $"check: {note.Text}");
            if (column.Values.Count > 0)
                lines.Comment(3, "check: what do people call these codes? CSH: [cash]");
            lines.Add(3, YamlText.Of(column.Name), Entries(column));
        }

        lines.Blank();
    }

    private static List<(string, string)> Entries(ColumnDefinition column)
    {
        var entries = new List<(string, string)>();
        void Add(string key, string? value)
        {
            if (value is not null)
                entries.Add((key, value));
        }

        Add("type", Word(column.Type));
        Add("kind", Word(column.Kind));
        Add("required", column.Required ? "true" : null);
        Add("label", column.Label == Default(column.Name) ? null : YamlText.Of(column.Label));
        Add("synonyms", column.Synonyms.Count > 0 ? YamlText.Of(column.Synonyms) : null);
        Add("headers", column.Headers.Count > 0 ? YamlText.Of(column.Headers) : null);
        Add("unit", column.Unit);
        Add("additive", column.Additive == Additivity.None ? null : Word(column.Additive));
        Add("default_agg", column.DefaultAggregate is { } aggregate ? QueryWords.Of(aggregate) : null);
        Add("open_values", column.OpenValues ? "true" : null);
        Add("values", column.Values.Count > 0 ? YamlText.Of(column.Values.Select(v => (YamlText.Of(v.Value), "[]"))) : null);
        Add("pii", column.Pii ? "true" : null);
        Add("visibility", column.Visibility == ColumnVisibility.Hidden ? "hidden" : null);
        return entries;
    }

    private static void Relationships(YamlLines lines, DraftedModel draft)
    {
        if (draft.Model.Relationships.Count > 0)
            lines.Add(0, "relationships:");
        foreach (var relationship in draft.Model.Relationships)
            lines.Add(1, $"- {Relationship(relationship)}");
        if (draft.Likely.Count == 0)
            return;
        lines.Comment(0, "check: the values would allow these too, but the names do not say so. Take the sign away where it is true.");
        if (draft.Model.Relationships.Count == 0)
            lines.Comment(0, "relationships:");
        foreach (var relationship in draft.Likely)
            lines.Comment(0, $"  - {Relationship(relationship)}");
    }

    private static string Relationship(RelationshipDefinition relationship)
    {
        List<(string, string)> entries =
        [
            ("name", YamlText.Of(relationship.Name)),
            ("from", $"{relationship.FromTable}.{relationship.FromColumns[0]}"),
            ("to", $"{relationship.ToTable}.{relationship.ToColumns[0]}"),
            ("cardinality", relationship.Cardinality == Cardinality.OneToOne ? "one_to_one" : "many_to_one"),
        ];
        if (relationship.Role is { } role)
            entries.Add(("role", YamlText.Of(role)));
        return YamlText.Of(entries);
    }

    private static string Word(Enum value) => value.ToString().ToLowerInvariant();

    // What the reader makes of a name without a label.
    private static string Default(string name) => char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
