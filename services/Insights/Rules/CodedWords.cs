using NlSql.SemanticModel.Definitions;

namespace NlSql.Insights.Rules;

/// <summary>
/// Codes as people say them: MEC is “mechanical failure”, the first word that the model has for it. A word that means several values of its column
/// stands for none: groups must not fall together.
/// </summary>
internal sealed class CodedWords
{
    private const int ShortValue = 3;
    private const int LongestCode = 5;

    private readonly Dictionary<(string Column, string Value), string> words = [];

    public CodedWords(ModelDefinition model)
    {
        foreach (var table in model.Tables)
            foreach (var column in table.Columns)
            {
                var values = column.Values.Select(v => v.Value).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var said = column.Values.Where(v => IsCode(v.Value) && v.Synonyms.Count > 0).GroupBy(v => v.Synonyms[0], StringComparer.OrdinalIgnoreCase);
                foreach (var word in said.Where(same => same.Count() == 1 && !values.Contains(same.Key)))
                    words[($"{table.Name}.{column.Name}", word.Single().Value)] = word.Key;
            }
    }

    /// <summary>The word for a value of a column, <c>table.column</c>; null when it is said as it is.</summary>
    public string? Find(string? column, object? value) => column is not null && value is string code ? words.GetValueOrDefault((column, code)) : null;

    private static bool IsCode(string value) => value.Length <= ShortValue || (value.Length <= LongestCode && !value.Any(char.IsLower));
}
