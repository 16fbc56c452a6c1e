using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Linking.Names;

/// <summary>Adds what the names of tables and columns suggest beyond what the model says of them.</summary>
internal sealed class NameIndexer(LexiconBuilder builder, ModelDefinition model)
{
    private readonly ModelWords words = new(model);

    public void Add()
    {
        var splitter = new NameSplitter(words);
        var tables = new TablePhrases(words);
        var columns = new ColumnPhrases(words);
        foreach (var table in model.Tables)
        {
            var owner = splitter.Words(table.Name, []);
            foreach (var phrase in tables.Of(owner))
                builder.Suggest(phrase, new MentionTarget.Table(table.Name));
            foreach (var column in table.Columns.Where(c => c.Visibility == ColumnVisibility.Public))
                Add(columns, splitter, owner, table, column);
        }
    }

    private void Add(ColumnPhrases columns, NameSplitter splitter, IReadOnlyList<string> owner, TableDefinition table, ColumnDefinition column)
    {
        var target = new MentionTarget.Column(table.Name, column.Name);
        var name = splitter.Words(column.Name, owner);
        var label = splitter.Words(column.Label, owner);
        var phrases = columns.Of(owner, name);
        if (!label.SequenceEqual(name, StringComparer.Ordinal))
            phrases = phrases.Concat(columns.Of(owner, label));
        foreach (var phrase in phrases.OrderByDescending(p => p.Strength))
            builder.Suggest(phrase, target);
        // What describes a row is all that names it where nothing else does.
        if (name[^1] is "details" or "detail" or "description" or "desc" && !table.Columns.Any(c => splitter.Words(c.Name, owner)[^1] is "name" or "title"))
            builder.Suggest(new(["name"], LinkStrengths.RoleNoun, LinkKind.General), target);
    }
}
