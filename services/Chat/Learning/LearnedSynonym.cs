using System.Text.Json;
using NlSql.Query.Questions;
using NlSql.SemanticModel;
using NlSql.SemanticModel.Definitions;
using NlSql.ServiceDefaults;

namespace NlSql.Chat.Learning;

/// <summary>What a word or phrase means to a tenant.</summary>
/// <param name="Phrase">The phrase, in lower case.</param>
/// <param name="Kind">What kind of thing it means.</param>
/// <param name="Name">Its name in the model; of a column or value <c>table.column</c>.</param>
/// <param name="Value">The value; null for all others.</param>
internal sealed record LearnedSynonym(string Phrase, SynonymKind Kind, string Name, string? Value = null)
{
    public string Write() => JsonSerializer.Serialize(this, JsonOptions.Snake);

    public static LearnedSynonym? Read(string json) => JsonSerializer.Deserialize<LearnedSynonym>(json, JsonOptions.Snake);

    /// <summary>What it means, in words; null when the model has no such thing for people to ask about.</summary>
    public string? MeaningIn(ModelDefinition model) => Kind switch
    {
        SynonymKind.Metric => model.FindMetric(Name)?.Label,
        SynonymKind.Segment => model.FindSegment(Name)?.Label,
        SynonymKind.Table => model.FindTable(Name)?.Label,
        _ when ColumnIn(model) is { } column => Value is null ? column.Label : $"{column.Label} is {Value}",
        _ => null,
    };

    /// <summary>The question with what was assumed of its words: those that only this tenant uses so.</summary>
    public static CompiledQuestion Say(CompiledQuestion compiled, IReadOnlyList<LearnedSynonym> synonyms, ModelDefinition model)
    {
        if (synonyms.Count == 0 || compiled.Compiled is null)
            return compiled;
        List<string> said = [];
        foreach (var span in compiled.Interpretation)
        {
            var words = Similarity.Words(span.Text);
            var kind = span.Kind;
            if (synonyms.FirstOrDefault(s => s.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase) && Similarity.Words(s.Phrase) == words)?.MeaningIn(model) is { } meaning)
                said.Add($"“{span.Text}” means {meaning} here, as somebody accepted in the reviews.");
        }

        return said.Count == 0 ? compiled : compiled with { Assumptions = said.Concat(compiled.Assumptions).Distinct().ToValueList() };
    }

    private ColumnDefinition? ColumnIn(ModelDefinition model) => Name.Split('.') is [var table, var column]
        && model.FindTable(table)?.FindColumn(column) is { Visibility: ColumnVisibility.Public } found ? found : null;
}

/// <summary>What a synonym stands for.</summary>
internal enum SynonymKind { Metric, Segment, Table, Column, Value }
