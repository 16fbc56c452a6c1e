using NlSql.Query.Model;

namespace NlSql.Query.Narration;

/// <summary>Coded values in words: <c>CSH</c> → "cash (CSH)".</summary>
internal static class CodeWords
{
    private const int LongestCode = 4;

    public static string Of(ModelIndex model, OutputColumn column, string value)
    {
        if (column.Column is null || value.Length > LongestCode || !value.All(c => char.IsUpper(c) || char.IsDigit(c)))
            return value;
        var dot = column.Column.IndexOf('.', StringComparison.Ordinal);
        var (qualifier, name) = (column.Column[..dot], column.Column[(dot + 1)..]);
        var table = model.Table(qualifier)?.Name ?? model.StepsWithRole(qualifier).FirstOrDefault()?.ToTable;
        var words = table is null ? null : model.Column(table, name)?.Values.FirstOrDefault(v => v.Value == value)?.Synonyms;
        return words is [var first, ..] ? $"{first} ({value})" : value;
    }
}
