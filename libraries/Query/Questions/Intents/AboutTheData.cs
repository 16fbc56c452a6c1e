using System.Text.RegularExpressions;
using NlSql.Query.Linking;
using NlSql.Query.Reading;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions.Intents;

/// <summary>Questions about the data itself, answered from the model and the dataset's catalog: no query runs.</summary>
internal static partial class AboutTheData
{
    private const int MostNames = 40;
    private const int MostValues = 30;
    private const int MostQuestions = 6;

    public static Intent? Find(IntentText text, Lexicon lexicon)
    {
        var answer = Asking().IsMatch(text.Plain) ? Questions(lexicon.Model)
            : Freshness().IsMatch(text.Plain) ? Fresh(lexicon)
            : Metrics().IsMatch(text.Plain) ? MetricNames(lexicon.Model)
            : Columns().Match(text.Plain) is { Success: true } columns ? ColumnNames(lexicon, columns.Groups["table"].Value)
            : Tables().IsMatch(text.Plain) ? TableNames(lexicon.Model)
            : Meaning().Match(text.Plain) is { Success: true } meaning ? Definition(lexicon, Term(meaning))
            : Values().Match(text.Plain) is { Success: true } values ? ColumnValues(lexicon, Term(values))
            : null;
        return answer is null ? null : new(IntentKind.AboutTheData, "intent.about-the-data", answer);
    }

    private static string Term(Match match) => match.Groups["term"].Value.Trim();

    private static string Questions(ModelDefinition model)
    {
        var suggested = model.QuestionPacks.SelectMany(p => p.Questions).Where(q => q.Slots.Count == 0).OrderByDescending(q => q.Suggest).Select(q => q.Ask[0]).Take(MostQuestions).ToList();
        var examples = suggested.Count > 0 ? $" For example: {string.Join("; ", suggested)}." : "";
        var metrics = model.Metrics.Take(8).Select(m => m.Label).ToList();
        var measured = metrics.Count > 0 ? $"Ask about {string.Join(", ", metrics)}" : $"Ask about {string.Join(", ", model.Tables.Select(t => t.Label))}";
        return $"{measured}: as a whole, by a column, for a value, in a period, or as a ranking.{examples}";
    }

    private static string Fresh(Lexicon lexicon)
    {
        var dated = lexicon.Model.Tables
            .Where(t => t.TimeColumn is not null)
            .Select(t => (Table: t, Values: lexicon.Values.Find(t.Name, t.TimeColumn!)))
            .Where(t => t.Values?.Maximum is not null)
            .ToList();
        if (dated.Count == 0)
            return "The data carries no dates, so I cannot say how fresh it is.";
        return string.Join(" ", dated.Select(t => $"{t.Table.Label}: {Labels.Column(lexicon.Model, t.Table.Name, t.Table.TimeColumn!)} from {Day(t.Values!.Minimum)} to {Day(t.Values.Maximum)}."));
    }

    private static string MetricNames(ModelDefinition model) => model.Metrics.Count == 0
        ? "No metrics are defined; number columns can be added up, averaged and counted."
        : $"There are {model.Metrics.Count} metrics: {Names(model.Metrics.Select(m => m.Label))}.";

    private static string? ColumnNames(Lexicon lexicon, string name)
    {
        var named = name.Length == 0 ? null : Targets(lexicon, name).OfType<MentionTarget.Table>().FirstOrDefault();
        var tables = named is null ? lexicon.Model.Tables : lexicon.Model.Tables.Where(t => t.Name == named.Name);
        return string.Join(" ", tables.Select(t =>
            $"{t.Label} ({t.Name}): {Names(t.Columns.Where(c => c.Visibility == ColumnVisibility.Public).Select(c => c.Label))}."));
    }

    private static string TableNames(ModelDefinition model) =>
        $"There are {model.Tables.Count} tables: {string.Join("; ", model.Tables.Select(t => t.Grain.Length > 0 ? $"{t.Label}, each row {t.Grain}" : t.Label))}.";

    private static string? Definition(Lexicon lexicon, string term)
    {
        foreach (var target in Targets(lexicon, term))
        {
            switch (target)
            {
                case MentionTarget.Metric metric when lexicon.Model.FindMetric(metric.Name) is { Description.Length: > 0 } found:
                    return $"{found.Label}: {found.Description}";
                case MentionTarget.Column column when lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName) is { Description.Length: > 0 } found:
                    return $"{Labels.Of(lexicon.Model, column)}: {found.Description}";
                case MentionTarget.Table table when lexicon.Model.FindTable(table.Name) is { Description.Length: > 0 } found:
                    return $"{found.Label}: {found.Description}";
                case MentionTarget.Segment segment when lexicon.Model.FindSegment(segment.Name) is { Description.Length: > 0 } found:
                    return $"{found.Label}: {found.Description}";
            }
        }

        var folded = TextFolding.Fold(term);
        var entry = lexicon.Model.Glossary.FirstOrDefault(g => g.Synonyms.Prepend(g.Term).Any(w => TextFolding.Fold(w) == folded));
        return entry is null ? null : $"{entry.Term}: {entry.Meaning}{(entry.Not is { } not ? $" Not to be confused with {not}." : "")}";
    }

    private static string? ColumnValues(Lexicon lexicon, string term)
    {
        if (Targets(lexicon, term).OfType<MentionTarget.Column>().FirstOrDefault() is not { } column)
            return null;
        var label = Labels.Of(lexicon.Model, column);
        var definition = lexicon.Model.FindTable(column.TableName)!.FindColumn(column.ColumnName)!;
        var known = lexicon.Values.Find(column.TableName, column.ColumnName);
        if (known is { Values.Count: > 0 })
        {
            var more = known.Values.Count > MostValues || !known.Complete ? " and more" : "";
            return $"{label} has the values {string.Join(", ", known.Values.Take(MostValues).Select(v => Coded(definition, v)))}{more}.";
        }

        if (definition.Values.Count > 0)
            return $"{label} has the values {string.Join(", ", definition.Values.Select(v => Coded(definition, v.Value)))}.";
        return known is { Minimum: { } minimum, Maximum: { } maximum } ? $"{label} goes from {minimum} to {maximum}." : null;
    }

    private static string Coded(ColumnDefinition column, string value) =>
        column.Values.FirstOrDefault(v => v.Value == value) is { Synonyms: [var word, ..] } ? $"{value} ({word})" : value;

    private static IEnumerable<MentionTarget> Targets(Lexicon lexicon, string words)
    {
        var node = 0;
        foreach (var token in Tokenizer.Tokenize(words).Where(t => t.Folded is not ("the" or "a" or "an" or "our" or "column" or "field" or "table")))
        {
            node = lexicon.Phrases.Step(node, token.Stem);
            if (node < 0)
                return [];
        }

        return lexicon.Phrases.At(node).OrderByDescending(e => e.Strength).Select(e => e.Target);
    }

    private static string Names(IEnumerable<string> names)
    {
        var all = names.ToList();
        return string.Join(", ", all.Take(MostNames)) + (all.Count > MostNames ? $" and {all.Count - MostNames} more" : "");
    }

    private static string Day(string? value) => value is { Length: >= 10 } ? value[..10] : value ?? "an unknown day";

    [GeneratedRegex(@"^(?:help|what can (?:i|you|we|one)\b.*|how (?:does|do) (?:this|it|you) work|what (?:sort |kind |type )?(?:of )?questions (?:can|could|do).*|(?:give me |show me )?(?:some )?(?:example|sample) questions|what (?:should|could) i ask.*|what do you know)[ ?!.]*$")]
    private static partial Regex Asking();

    [GeneratedRegex(@"^how (?:fresh|recent|current|old|up to date|up-to-date|new|stale) (?:is|are) (?:the |this |our |my )?(?:data|dataset|figures|numbers|information)\b|\bwhen (?:was|were) (?:the |this |our )?(?:data|dataset|last update|it) ?(?:last )?(?:updated|loaded|refreshed|uploaded|changed)?[ ?]*$|^(?:when was |what is |whats )?the (?:last|latest) (?:update|refresh|upload)[ ?]*$|^what (?:period|dates?|time range|date range|time period|years?|timeframe) (?:does|do|is|are) (?:the |this |our )?(?:data|dataset)\b|^how far back does (?:the |this )?data\b|^(?:what|which) (?:is|are) the (?:newest|latest|most recent|oldest|earliest) (?:data|date|day)[ ?]*$|^up to (?:which|what) (?:date|day)\b|^data freshness[ ?]*$")]
    private static partial Regex Freshness();

    [GeneratedRegex(@"^(?:what|which|list|show|list all|show me|tell me)(?: me)?(?: the| all| all the| your)? ?(?:available |defined |possible )?(?:metrics|measures|kpis|indicators)\b(?: (?:are|do|can|exist|is|available|defined|have|you|we|i|there).*)?[ ?.!]*$")]
    private static partial Regex Metrics();

    [GeneratedRegex(@"^(?:what|which|list|show|list all|show me|give me|name)(?: me)?(?: the| all| all the)? ?(?:available |possible )?(?:columns|fields|attributes|dimensions)\b(?: (?:are|do|does|can|exist|is|available|have|has|you|we|i|there|of|in|for)\b.*?)?(?:(?: (?:of|in|for|does)) (?:the )?(?<table>\w+)(?: table)?)?(?: have| has)?[ ?.!]*$|^(?:describe|explain) (?:the |this )?(?:data|dataset|schema|data model)[ ?.!]*$|^(?:show|what is|whats)(?: me)? (?:the )?(?:schema|data dictionary|data model|structure of the data)[ ?.!]*$|^what (?:is|s) in (?:the |this )?(?:data|dataset)[ ?.!]*$|^whats in (?:the |this )?(?:data|dataset)[ ?.!]*$")]
    private static partial Regex Columns();

    [GeneratedRegex(@"^(?:what|which|list|show|list all|show me)(?: me)?(?: the| all| all the)? ?(?:available )?(?:tables|entities)\b(?: (?:are|do|can|exist|is|available|have|you|we|i|there).*)?[ ?.!]*$|^what data (?:is|do|are)\b.*$")]
    private static partial Regex Tables();

    [GeneratedRegex(@"^what (?:does|do) (?:the )?(?<term>.+?) mean[ ?.!]*$|^(?:what is|whats) (?:the )?(?:meaning|definition) of (?<term>.+?)[ ?.!]*$|^(?:define|explain) (?:the )?(?<term>[\w \-]+?)[ ?.!]*$|^how (?:is|are|do you|do we) (?:calculate |compute |define )?(?<term>.+?) ?(?:calculated|computed|defined|measured)[ ?.!]*$|^what is meant by (?<term>.+?)[ ?.!]*$|^what is the difference between (?<term>.+?) and .*$")]
    private static partial Regex Meaning();

    [GeneratedRegex(@"^(?:what|which)(?: are the)?(?: possible| distinct| different| allowed)? values (?:does|do|can|are in|are there (?:in|for)|exist (?:in|for)|of|for|in) (?:the )?(?<term>.+?)(?: have| take| contain| hold| be)?[ ?.!]*$|^(?:list |show )?(?:the |all )?(?:possible |allowed )values (?:of|for|in) (?:the )?(?<term>.+?)[ ?.!]*$")]
    private static partial Regex Values();
}
