namespace NlSql.Query.Linking.Recognizers;

/// <summary>"whatever their status", "regardless of the region": what is said to make no difference chooses nothing and is shown nowhere.</summary>
internal sealed class WhateverRecognizer : Recognizer
{
    private const double Strength = 0.95;

    private static readonly string[] Whose = ["the", "their", "its", "his", "her"];

    public override void Recognize(LinkedQuestion question)
    {
        for (var i = 0; i + 1 < question.Words.Count; i++)
        {
            var begin = question.Folded[i] is "whatever" or "whichever" ? i + 1 : question.Folded[i] is "regardless" or "irrespective" or "independent" or "independently" && question.Folded[i + 1] == "of" ? i + 2 : 0;
            if (begin > 0 && begin < question.Words.Count && Whose.Contains(question.Folded[begin]))
                begin++;
            if (begin == 0 || question.Mentions.Where(m => m.Start == begin && m.Target is MentionTarget.Column or MentionTarget.Table).OrderByDescending(m => m.End).FirstOrDefault() is not { } noun)
                continue;
            question.Withdraw(m => m.Start < noun.End && m.End > i && m.Target is not MentionTarget.Filler);
            question.Propose(Mention.Of(i, noun.End, new MentionTarget.Filler(), Strength));
        }
    }
}
