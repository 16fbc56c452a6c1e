using NlSql.Query.Linking;
using NlSql.Query.Linking.Words;
using NlSql.Query.Model;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Reading.Entities;

/// <summary>
/// Which mentions a question about things may use: an expression of the language gives way to a name that the data has, and a name to what is
/// said around it.
/// </summary>
internal static class ThingMentions
{
    // How surely a word must be a column's for an expression of the language to give way to it.
    private const double PlainNoun = 0.75;

    private const double PlainValue = 0.9;

    // From here on a phrase is a name, if only by a general synonym.
    private const double WholeName = 0.45;

    // Comparatives that say themselves what is compared.
    private static readonly string[] Adjectives = ["older", "younger", "cheaper", "longer", "shorter"];

    /// <summary>Whether a part of a column's name is the size of time that "per year" and "all years" say, in a table that has dates.</summary>
    public static bool IsGrain(LinkedQuestion question, Mention mention) =>
        mention is { Start: > 0, Link: LinkKind.Part or LinkKind.General, Target: MentionTarget.Column column } && mention.End == mention.Start + 1 && question.Words[mention.Start - 1].Best is "per" or "by" or "each" or "every" or "all"
        && DurationWords.Unit(question.Words[mention.Start].Best) is not null && question.Lexicon.Model.FindTable(column.TableName)?.TimeColumn is not null;

    /// <summary>Whether a size of time is the unit that a duration is told in: "in days".</summary>
    public static bool IsUnit(LinkedQuestion question, Mention mention) => mention.Start > 0 && question.Words[mention.Start - 1].Best is "in"
        && question.Mentions.Any(m => m.Target is MentionTarget.Filler && m.Start == mention.Start - 1 && m.End == mention.End);

    /// <summary>Whether a mention may be used.</summary>
    public static bool Has(LinkedQuestion question, Mention mention) => mention.Target switch
    {
        MentionTarget.Column when IsGrain(question, mention) => false,
        MentionTarget.Metric or MentionTarget.Segment or MentionTarget.DateUnit or MentionTarget.Recurring => false,
        // "first and last names" are parts of names.
        MentionTarget.Gradable => !(question.Words[mention.Start].Best is "first" or "last" && question.Words.Skip(Math.Max(0, mention.Start - 5)).Take(14).Any(w => w.Token.Stem == "name")),
        // "types of rooms" and "amount of loans" may be columns; then only what stands before them is the language's.
        MentionTarget.Distinct => mention.End == mention.Start + 1 || !(IsAmount(question, mention)
            || question.Mentions.Any(m => m.Target is MentionTarget.Column && m.End > mention.Start && m.Start < mention.End && (m.End > mention.End || (m.Start < mention.Start && m.Strength >= PlainNoun)))),
        MentionTarget.Aggregate => mention.End == mention.Start + 1
            || !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start > mention.Start && m.Start < mention.End && (m.End > mention.End || (m.Strength >= PlainNoun && mention.End == m.End + 1))),
        // "phone numbers of all suppliers": the number is the phone's.
        MentionTarget.Count or MentionTarget.Extreme when IsAmount(question, mention) => false,
        MentionTarget.Count => !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start < mention.Start && m.End == mention.Start + 1 && m.Strength >= WholeName),
        // "room 111 most recently": the number is the room's.
        MentionTarget.Limit => question.Words[mention.Start].Token.Kind != TokenKind.Number
            || !question.Mentions.Any(m => m.Target is MentionTarget.Column or MentionTarget.Table && m.End == mention.Start),
        // "savings and checking accounts": a value that is written so says more than a verb.
        MentionTarget.Relation => !question.Mentions.Any(m => m.Start == mention.Start && m.End == mention.End
            && ((m.Target is MentionTarget.Value && m.Strength >= PlainValue) || (m.Target is MentionTarget.Table && m.Link == LinkKind.Exact && question.Words.ElementAtOrDefault(mention.End)?.Best != "to") || (m.Target is MentionTarget.Column && m.Strength >= PlainNoun && (!RelationVerbs.IsParticiple(question.Words[mention.Start].Best) || IsDenied(question, mention.Start))))),
        // "the latest document" of documents, one of whose types is called Document.
        MentionTarget.Value => (mention.Link == LinkKind.Exact && IsWritten(question, mention)) || !question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start == mention.Start && m.End == mention.End && m.Strength >= LinkStrengths.RoleNoun),
        // "products that have never been ordered", "how often it was ordered": nothing is sorted.
        // "of each rank" of a column called so.
        MentionTarget.Order { TakesKey: false, Descending: null } when mention.Start > 0 && question.Words[mention.Start - 1].Best is "each" or "every" or "per" or "by" or "which" or "what" or "of" && question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start == mention.Start) => false,
        MentionTarget.Order { TakesKey: false } => mention.Start == 0 || question.Words[mention.Start].Best != "ordered" || !IsAuxiliary(question.Words[mention.Start - 1].Best),
        // "customers under this policy": nothing is compared.
        MentionTarget.Comparison when mention.End == mention.Start + 1 && question.Words[mention.Start].Best is "under" or "over" => question.Words.Skip(mention.End).Take(6).Any(w => w.Token.Number is not null)
            || question.Mentions.Any(m => m.Target is MentionTarget.Aggregate or MentionTarget.Extreme && m.Start >= mention.End),
        // "above 50 or below 30": another comparison begins.
        MentionTarget.Comparison { Trails: true } => mention.End >= question.Words.Count || question.Words[mention.End].Token.Number is null,
        // "were no-shows" of a column called so: nothing is denied.
        MentionTarget.Negation => !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start < mention.End && m.End > mention.End && m.Strength >= PlainNoun && question.Words[m.Start].Best is "no" or "not" or "non"),
        // "older than 56": the adjective says what is compared, where no column before it does.
        MentionTarget.Comparison when Adjectives.Contains(question.Words[mention.Start].Best) => !question.Mentions.Any(m => m.Target is MentionTarget.Gradable { Compares: true } && m.Start == mention.Start && m.End == mention.End)
            || question.Mentions.Any(m => m.Target is MentionTarget.Column && m.End <= mention.Start && m.End >= mention.Start - 1 && m.Strength >= PlainNoun),
        MentionTarget.Grain when IsUnit(question, mention) => false,
        // "date" is a column where there is one.
        MentionTarget.Grain { Stated: false } => !question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start <= mention.Start && m.End >= mention.End && (m.Strength >= PlainNoun || m.End - m.Start > 1 || question.Lexicon.Times.Count == 0)),
        // "how much did we bill": the verb of money, not the bills.
        MentionTarget.Table when mention.End == mention.Start + 1 => !question.Mentions.Any(m => m.Start == mention.Start && m.End == mention.End && m is { Link: LinkKind.General, Target: MentionTarget.Metric }),
        // "physician" is the physician, not a column that refers to one; "named" says whose name follows.
        // "the number of items" counts them.
        MentionTarget.Column when mention is { Link: LinkKind.Part, Strength: < PlainNoun } && mention.End == mention.Start + 1 && mention.End < question.Words.Count && question.Words[mention.Start].Best == "number" && question.Words[mention.End].Best == "of" => false,
        MentionTarget.Column => !IsNaming(question, mention) && !IsOfTable(question, mention)
            && !(question.NamesTable(mention) && mention.Candidates.All(c => c.Target is MentionTarget.Column column && (IsReference(question, column) || IsKey(question, column)))),
        _ => true,
    };

    // "have not been paid", "never delivered".
    private static bool IsDenied(LinkedQuestion question, int verb)
    {
        var at = verb - 1;
        while (at >= 0 && question.Words[at].Best is "been" or "yet" or "be" or "being")
            at--;
        return at >= 0 && question.Words[at].Best is "not" or "never" or "nt" or "no";
    }

    private static bool IsAuxiliary(string word) => word is "been" or "was" or "were" or "be" or "is" or "are" or "being" or "has" or "have" or "had" or "never" or "not" or "who" or "ever" or "it" or "they";

    // Whether a value is written with its capitals, or is in quotes.
    private static bool IsWritten(LinkedQuestion question, Mention mention) => mention.Candidates.Any(c => c.Target is MentionTarget.Value value && value.Text.StartsWith(question.Words[mention.Start].Token.Text, StringComparison.Ordinal));

    // "amount of the settlements", "largest amount of claims", "types of companies" where these have such a column.
    private static bool IsAmount(LinkedQuestion question, Mention mention)
    {
        if (mention.End - mention.Start < 2 || question.Words[mention.End - 1].Best != "of" || question.Words[mention.End - 2].Best == "number")
            return false;
        var things = question.Mentions.Where(m => m.Target is MentionTarget.Table && m.Start >= mention.End && m.Start <= mention.End + 1).SelectMany(m => m.Candidates).Select(c => ((MentionTarget.Table)c.Target).Name).ToHashSet(StringComparer.Ordinal);
        // The quantity of products is that of their order lines; their amount would be anything.
        var further = question.Words[mention.End - 2].Best == "quantity";
        return question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start == mention.End - 2 && m.End == mention.End - 1
            && m.Candidates.Any(c => c.Strength >= PlainNoun && c.Target is MentionTarget.Column column && (things.Contains(column.TableName) || (further && things.Any(t => question.Lexicon.Reach.From(column.TableName).Steps(t) < TableReach.Nowhere)))));
    }

    private static bool IsNaming(LinkedQuestion question, Mention mention) =>
        mention.End == mention.Start + 1 && question.Words[mention.Start].Best is "named" or "called" or "titled";

    // "names of products": the name, and of what; a list of columns shares the latter.
    private static bool IsOfTable(LinkedQuestion question, Mention mention) => mention.End >= mention.Start + 3 && question.Words[mention.Start + 1].Best == "of"
        && question.Mentions.Any(m => m.Target is MentionTarget.Table && m.Start == mention.Start + (question.Words[mention.Start + 2].Best == "the" ? 3 : 2) && m.End == mention.End)
        && question.Mentions.Any(m => m.Target is MentionTarget.Column && m.Start == mention.Start && m.End == mention.Start + 1 && m.Strength >= LinkStrengths.RoleNoun);

    private static bool IsKey(LinkedQuestion question, MentionTarget.Column column) =>
        question.Lexicon.Model.FindTable(column.TableName)?.FindColumn(column.ColumnName)?.Kind == ColumnKind.Id;

    private static bool IsReference(LinkedQuestion question, MentionTarget.Column column) =>
        question.Lexicon.Model.Relationships.Any(r => r.FromTable == column.TableName && r.FromColumns.Contains(column.ColumnName));
}
