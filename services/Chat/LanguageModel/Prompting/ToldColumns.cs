using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>What the policy lets a language model know of columns and of their values.</summary>
internal sealed class ToldColumns
{
    private readonly PolicyDefinition policy;
    private readonly HashSet<string> forbidden;
    private readonly HashSet<string> withoutValues;
    private readonly HashSet<string> filteredTables;

    public ToldColumns(ModelDefinition model)
    {
        policy = model.Policy;
        forbidden = policy.ForbiddenColumns.Concat(policy.ForbiddenTopics.SelectMany(t => t.Columns)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        withoutValues = policy.ColumnMasks.Select(m => m.Column).Concat(policy.MinGroupSize?.Columns ?? []).ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Which rows a caller sees is not known to an index of all values.
        filteredTables = policy.RowFilters.Select(f => f.Table).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether anything of the data's values may be told.</summary>
    public bool TellsValues => policy.ShareValuesWithModel != ValueSharing.None;

    /// <summary>Whether the model may know that the column exists.</summary>
    public bool Names(TableDefinition table, ColumnDefinition column) =>
        column.Visibility == ColumnVisibility.Public && !forbidden.Contains($"{table.Name}.{column.Name}");

    /// <summary>Whether the model may know values of the column.</summary>
    public bool TellsValuesOf(TableDefinition table, ColumnDefinition column) =>
        TellsValues && Names(table, column) && !column.Pii && !withoutValues.Contains($"{table.Name}.{column.Name}")
        && !withoutValues.Contains($"{table.Name}.*") && !filteredTables.Contains(table.Name);

    /// <summary>Whether a query as JSON, or SQL, compares a column whose values may not be told.</summary>
    public bool MayHoldSilentValues(ModelDefinition model, string query) =>
        (query.Contains("\"value\"", StringComparison.Ordinal) || query.Contains('\'', StringComparison.Ordinal))
        && model.Tables.Any(t => t.Columns.Any(c => !TellsValuesOf(t, c) && HasWord(query, c.Name)));

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !IsNamePart(text[at - 1])) && (at + word.Length == text.Length || !IsNamePart(text[at + word.Length])))
                return true;
        }

        return false;
    }

    private static bool IsNamePart(char character) => char.IsAsciiLetterOrDigit(character) || character == '_';

    /// <summary>Whether rows of a result that read these columns, given as <c>table.column</c>, may be told.</summary>
    public bool TellsRowsOf(ModelDefinition model, IEnumerable<string> columns) =>
        policy.ShareValuesWithModel == ValueSharing.Rows && columns.All(name => name.Split('.') is [var table, var column]
            && model.FindTable(table) is { } owner && owner.FindColumn(column) is { } definition && !definition.Pii && !withoutValues.Contains(name));
}
