using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"flights from Bern", "parcels to Ghent": where two columns of a table hold the same places, the word before says which of them is meant.</summary>
internal sealed class DirectionRecognizer : Recognizer
{
    private static readonly HashSet<string> Origins = new(StringComparer.Ordinal) { "origin", "from", "source", "departure", "sender", "pickup", "start", "begin" };
    private static readonly HashSet<string> Destinations = new(StringComparer.Ordinal) { "destination", "to", "arrival", "receiver", "recipient", "consignee", "delivery", "dropoff", "end", "target" };

    private static readonly string[] Away = ["from", "leaving", "departing", "left", "out"];
    private static readonly string[] Towards = ["to", "into", "towards", "toward", "reaching", "arriving"];

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var value in question.Mentions.Where(m => m.Target is MentionTarget.Value && m.Start > 0).ToList())
        {
            if (Said(question, value.Start) is not { } said)
                continue;
            // What is on the other side is not meant; what remains need not say its own.
            var fitting = value.Candidates.Where(c => !Is(question, c, said == Origins ? Destinations : Origins)).ToValueList();
            if (fitting.Count > 0 && fitting.Count < value.Candidates.Count)
                question.Replace(value, value with { Candidates = fitting });
        }
    }

    // "out of Bern", "arriving in the Ghent": the word for the direction stands before empty ones.
    private static HashSet<string>? Said(LinkedQuestion question, int value)
    {
        var at = value - 1;
        while (at > 0 && question.Words[at].Best is "the" or "of" or "in" or "at" or "our" or "for" or "both" or "either")
            at--;
        // "to both Bern and Ghent".
        if (question.Words[at].Best is "and" or "or" && question.Mentions.FirstOrDefault(m => m.End == at && m.Target is MentionTarget.Value && m.Start > 0) is { } before)
            return Said(question, before.Start);
        return Away.Contains(question.Words[at].Best) ? Origins : Towards.Contains(question.Words[at].Best) || IsArrow(question, at) ? Destinations
            : question.Mentions.Any(m => m.Start == value && IsArrow(question, m.End)) ? Origins : null;
    }

    // "Bern -> Ghent".
    private static bool IsArrow(LinkedQuestion question, int at) => at < question.Words.Count && question.Words[at].Token.Text is "->" or ">" or "→";

    private static bool Is(LinkedQuestion question, MentionCandidate candidate, HashSet<string> side) =>
        candidate.Target is MentionTarget.Value value && question.Lexicon.Reach.Column(value.TableName, value.ColumnName) is { } column
        && column.Name.Split('_').Concat(column.Label.ToLowerInvariant().Split(' ')).Any(w => side.Contains(w) || Abbreviations.Of(w).Any(longer => side.Contains(longer[0])));
}
