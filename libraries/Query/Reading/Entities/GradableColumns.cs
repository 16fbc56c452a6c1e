using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>The column that an adjective compares: "oldest" by an age or a date of birth, "cheapest" by a price.</summary>
internal static class GradableColumns
{
    /// <summary>The column, and whether its order is the opposite of the word's; null when the table leads to none.</summary>
    public static (MentionTarget.Column Column, bool Opposite)? Find(EntityDraft draft, MentionTarget.Gradable gradable, Reach reach)
    {
        foreach (var words in gradable.Measures)
        {
            // "-age": the word's order is turned round for this measure.
            var opposite = words.StartsWith('-');
            var wanted = words.TrimStart('-').Split(' ');
            var found = draft.Model.Tables.Where(t => reach.LeadsTo(t.Name)).OrderBy(t => reach.StepsTo(t.Name))
                .SelectMany(t => t.Columns.Where(c => c.Visibility == ColumnVisibility.Public && c.Kind != ColumnKind.Id && c.Type is ColumnType.Integer or ColumnType.Decimal or ColumnType.Date or ColumnType.Timestamp)
                    .Select(c => (Table: t.Name, Column: c)))
                .FirstOrDefault(c => wanted.All(w => w == "*" ? c.Column.Type is ColumnType.Date or ColumnType.Timestamp : Has(c.Column, w)));
            if (found.Column is not null)
                return (new(found.Table, found.Column.Name), opposite);
        }

        return null;
    }

    private static bool Has(ColumnDefinition column, string word) =>
        column.Name.Split('_').Concat(TextFolding.Fold(column.Label).Split(' ')).Any(w => EnglishStemmer.Stem(TextFolding.Fold(w)) == word);
}
