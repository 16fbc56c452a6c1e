using NlSql.SemanticModel.Definitions;

namespace NlSql.Chat.Learning;

/// <summary>A model as a tenant speaks of it: with the synonyms that it was taught, which nothing else of the model is called.</summary>
internal static class SynonymModel
{
    /// <summary>The model with synonyms. What the model does not have any more is left out.</summary>
    public static ModelDefinition Of(ModelDefinition model, IEnumerable<LearnedSynonym> synonyms) =>
        synonyms.Where(s => s.MeaningIn(model) is not null && !IsName(model, s.Phrase)).Aggregate(model, With);

    /// <summary>Whether something that people may ask about has the phrase as its name; no synonym takes that away.</summary>
    public static bool IsName(ModelDefinition model, string phrase)
    {
        var words = Similarity.Words(phrase);
        return Names(model).Any(name => Similarity.Words(name.Replace('_', ' ')) == words);
    }

    private static IEnumerable<string> Names(ModelDefinition model) =>
    [
        .. model.Metrics.SelectMany(m => new[] { m.Name, m.Label }),
        .. model.Segments.SelectMany(s => new[] { s.Name, s.Label }),
        .. model.Tables.SelectMany(t => new[] { t.Name, t.Label }),
        .. model.Tables.SelectMany(t => t.Columns).Where(c => c.Visibility == ColumnVisibility.Public).SelectMany(c => new[] { c.Name, c.Label }),
    ];

    private static ModelDefinition With(ModelDefinition model, LearnedSynonym synonym)
    {
        var phrase = synonym.Phrase;
        var words = Similarity.Words(phrase);
        IReadOnlyList<string> Known(IReadOnlyList<string> own, SynonymKind kind, string name) => synonym.Kind == kind && synonym.Name == name ? [.. own, phrase] : Without(own, words);
        return model with
        {
            Metrics = [.. model.Metrics.Select(m => m with { Synonyms = Known(m.Synonyms, SynonymKind.Metric, m.Name) })],
            Segments = [.. model.Segments.Select(s => s with { Synonyms = Known(s.Synonyms, SynonymKind.Segment, s.Name) })],
            Glossary = [.. model.Glossary.Select(g => Similarity.Words(g.Term) == words ? g with { MapsTo = null, Synonyms = Without(g.Synonyms, words) } : g with { Synonyms = Without(g.Synonyms, words) })],
            Tables =
            [
                .. model.Tables.Select(t => t with
                {
                    Synonyms = Known(t.Synonyms, SynonymKind.Table, t.Name),
                    Columns =
                    [
                        .. t.Columns.Select(c => c with
                        {
                            Synonyms = Known(c.Synonyms, SynonymKind.Column, $"{t.Name}.{c.Name}"),
                            Values = synonym is { Kind: SynonymKind.Value, Value: { } value } && synonym.Name == $"{t.Name}.{c.Name}" ? Valued(c.Values, value, phrase) : c.Values,
                        }),
                    ],
                }),
            ],
        };
    }

    private static IReadOnlyList<CodedValue> Valued(IReadOnlyList<CodedValue> known, string value, string phrase) => known.Any(v => v.Value == value)
        ? [.. known.Select(v => v.Value == value ? v with { Synonyms = [.. v.Synonyms, phrase] } : v)]
        : [.. known, new(value, [phrase])];

    private static IReadOnlyList<string> Without(IReadOnlyList<string> synonyms, string words) =>
        synonyms.Any(s => Similarity.Words(s) == words) ? [.. synonyms.Where(s => Similarity.Words(s) != words)] : synonyms;
}
