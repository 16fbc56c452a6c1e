using NlSql.Query.Linking.Words;

namespace NlSql.Query.Linking.Recognizers;

/// <summary>"rented out", "sent back": the small word is the verb's, and no column that has it in its name.</summary>
internal sealed class ParticleRecognizer : Recognizer
{
    private static readonly string[] Particles = ["out", "off", "up", "away", "back"];

    public override void Recognize(LinkedQuestion question)
    {
        foreach (var verb in question.Mentions.Where(m => m.Target is MentionTarget.Relation or MentionTarget.Table && m.End == m.Start + 1 && IsVerb(question, m)).ToList())
            question.Replace(verb, verb with { End = verb.End + 1 });
    }

    private static bool IsVerb(LinkedQuestion question, Mention mention) =>
        mention.End < question.Folded.Count && Particles.Contains(question.Folded[mention.End]) && RelationVerbs.IsParticiple(question.Folded[mention.Start])
        && !question.Mentions.Any(m => m.Start == mention.Start && m.Target is MentionTarget.Column or MentionTarget.Value or MentionTarget.Metric);
}
