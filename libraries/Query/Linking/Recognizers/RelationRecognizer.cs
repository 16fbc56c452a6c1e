using NlSql.Query.Linking.Words;
using NlSql.Query.Tokens;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>Verbs that the data has no word for but that only say how things belong together, and "same", which says what they have in common.</summary>
internal sealed class RelationRecognizer : Recognizer
{
    private const double Strength = 0.3;

    // The name of a table.
    private const double Called = 0.9;

    // Verbs of two or three words, none of which says so by itself.
    private static readonly PhraseIndex<bool> Phrasal = PhraseIndex<bool>.OfLists(
        (true, "look after, looks after, looked after, looking after, deal with, deals with, dealt with, dealing with, take care of, takes care of, took care of, taking care of, is in charge of, are in charge of, in charge of, is responsible for, are responsible for, responsible for, belong to, belongs to, go to, goes to, went to, come from, comes from, came from, put in, puts in, carry out, carried out, carries out, take part in, takes part in, took part in, taken part in, taking part in, take part, took part, taken part, fall into, falls into, fell into, falling into, come across, comes across, came across, coming across, lead to, leads to, led to, leading to, result in, results in, resulted in, end in, ends in, ended in, hand out, handed out, have in common, has in common, in common, run into, ran into, runs into"));

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var (start, end, _) in Phrasal.In(question.Folded))
        {
            question.Propose(Mention.Of(start, end, new MentionTarget.Relation(), Strength));
            // Who came across a nest groups by nothing.
            question.Withdraw(m => m.Target is MentionTarget.Grouping && m.Start == end - 1 && m.Start > start);
        }

        for (var i = 0; i < question.Words.Count; i++)
        {
            if (question.Words[i].Token is { Kind: TokenKind.Word } token && (RelationVerbs.Contains(token.Folded) || (question.Words[i].Forms.Count == 1 && RelationVerbs.Contains(question.Words[i].Best)) || token.Folded == "same" || Grows(question, i)) && !IsNoun(question, i) && !IsOutcome(question, i))
                question.Propose(Mention.Of(i, i + 1, new MentionTarget.Relation(), Strength));
        }
    }

    private static readonly string[] Outcomes = ["win", "wins", "won", "winning", "draw", "draws", "drew", "lead", "leads"];
    private static readonly string[] Contests = ["game", "games", "match", "matches", "fixture", "fixtures"];

    // "how many games did Ajax win", "number of draws": only some end so.
    private static bool IsOutcome(LinkedQuestion question, int at) => Outcomes.Contains(question.Folded[at])
        && ((question.Folded[at].EndsWith('s') && at > 0 && question.Folded[at - 1] is "of" or "many" or "home" or "away") || question.Folded.Any(Contests.Contains));

    // "cultivars that grow on flat plots", while "how much did sales grow" asks for a change.
    private static bool Grows(LinkedQuestion question, int at) =>
        (question.Folded[at] is "grow" or "grows" or "grew" or "growing" && question.Folded.ElementAtOrDefault(at + 1) is "on" or "under" or "both")
        || (question.Folded[at] is "grow" or "grows" && question.Folded[0] is "which" or "who" or "what" && question.Mentions.Any(m => m.Start == at + 1 && m.Target is MentionTarget.Value && m.Strength >= LinkStrengths.RoleNoun));

    // "a single reply" is one of the replies.
    private static bool IsNoun(LinkedQuestion question, int at) =>
        (at > 0 && question.Folded[at - 1] is "the" or "our" or "these" or "those" && question.Folded[at].EndsWith('s') && question.Mentions.Any(m => m.Start == at && m.End == at + 1 && m is { Target: MentionTarget.Table, Strength: >= Called }))
        || at > 0 && (question.Folded[at - 1] is "a" or "an" or "single" or "every" or "each" || (question.Folded[at] is "name" or "names" && at + 1 < question.Folded.Count && question.Folded[at + 1] is "and" or ",")) && question.Mentions.Any(m => m.Start == at && m.Target is MentionTarget.Column or MentionTarget.Table or MentionTarget.Metric);
}
