using NlSql.Chat.Datasets;
using NlSql.Query;
using NlSql.Query.Issues;
using NlSql.Query.Linking;
using NlSql.Query.Questions;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Learning;

/// <summary>
/// Which word, had the planner known it, would have made it read a question as people say that it is meant. Each word that it did not
/// understand, or may have misunderstood, is tried with each thing of the meaning; one that leads to exactly that meaning is the synonym.
/// </summary>
internal static class SynonymFinder
{
    private const int MostTries = 32;
    private const int LongestPhrase = 60;

    private static readonly HashSet<string> Open = ["unknown", "metric", "segment", "table", "column", "value"];

    /// <summary>The synonym; null when the planner reads the question so already, or when more than a word parts them.</summary>
    public static LearnedSynonym? Find(string question, SemanticQuery meaning, PreparedDataset dataset, QueryContext context)
    {
        if (QueryCompiler.Compile(meaning, context).Query is not { } wanted)
            return null;
        var lexicon = dataset.LoadedLexicon ?? dataset.Lexicon;
        var values = Relevant(lexicon.Values, question);
        CompiledQuestion Read(ModelDefinition model) =>
            QuestionCompiler.Compile(question, new QuestionContext(Lexicon.Build(model, values, dataset.Catalog.PluginId is null), context));

        var read = Read(lexicon.Model);
        if (read.Interpretation.Count == 0 || IsMeant(read, wanted, meaning, context))
            return null;
        var targets = SynonymTargets.Of(meaning, lexicon.Model).ToList();
        var tries = from span in Phrases(question, read)
                    let phrase = TextFolding.Fold(span.Text)
                    where phrase.Length is > 1 and <= LongestPhrase && phrase.Any(char.IsLetter) && !SynonymModel.IsName(lexicon.Model, phrase)
                    from target in targets
                    select (span.Span, Synonym: target with { Phrase = phrase });
        return tries.Take(MostTries)
            .Where(t => Read(SynonymModel.Of(lexicon.Model, [t.Synonym])) is var again && IsMeant(again, wanted, meaning, context) && IsOnlyOne(again, t.Span))
            .Select(t => t.Synonym)
            .FirstOrDefault();
    }

    // The planner may put rows into an order that nobody asked for.
    private static bool IsMeant(CompiledQuestion read, CompiledQuery wanted, SemanticQuery meaning, QueryContext context) =>
        read is { Outcome: QuestionOutcome.Ready, Query: { } query }
        && (read.Compiled?.CanonicalText == wanted.CanonicalText || QueryCompiler.Compile(query with { OrderBy = meaning.OrderBy }, context).Query?.CanonicalText == wanted.CanonicalText);

    // A word that nobody needs could mean anything that the question says already.
    private static bool IsOnlyOne(CompiledQuestion read, TextSpan span) =>
        read.Interpretation.Where(s => s.Span.Start < span.End && s.Span.End > span.Start).ToList() is [var own]
        && read.Interpretation.Count(s => s.Kind == own.Kind && s.Meaning == own.Meaning) == 1;

    /// <summary>Neighbouring words that were not understood, together and each alone; then what may have been misunderstood.</summary>
    private static IEnumerable<(TextSpan Span, string Text)> Phrases(string question, CompiledQuestion read)
    {
        var spans = read.Interpretation.Where(s => Open.Contains(s.Kind) && s.Span.End <= question.Length).OrderByDescending(s => s.Kind == "unknown").ThenBy(s => s.Span.Start).ToList();
        var unknown = spans.Where(s => s.Kind == "unknown").Select(s => s.Span).ToList();
        for (var at = 0; at < unknown.Count; at++)
        {
            var whole = unknown[at];
            while (at + 1 < unknown.Count && string.IsNullOrWhiteSpace(question[whole.End..unknown[at + 1].Start]))
                whole = whole.To(unknown[++at]);
            yield return (whole, question.Substring(whole.Start, whole.Length));
        }

        foreach (var span in spans)
            yield return (span.Span, span.Text);
    }

    // Values that share no word with the question play no part in reading it, and there may be very many.
    private static ValueCatalog Relevant(ValueCatalog values, string question)
    {
        var words = Words(question).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new([.. values.Columns.Select(c => c with { Values = [.. c.Values.Where(v => Words(v).Any(words.Contains))] })]);
    }

    private static string[] Words(string text) => text.Split([' ', '-', '_', ',', '.', '/', '?', '!', '(', ')', '\'', '"'], StringSplitOptions.RemoveEmptyEntries);
}
