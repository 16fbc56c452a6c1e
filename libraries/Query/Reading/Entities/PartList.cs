using NlSql.Query.Linking;

namespace NlSql.Query.Reading.Entities;

/// <summary>The words of a cover → parts, each with its sentence and clause.</summary>
internal static class PartList
{
    public static IReadOnlyList<Part> Of(LinkedQuestion question, Cover cover)
    {
        List<Part> parts = [];
        var mentions = cover.Mentions.ToDictionary(m => m.Start);
        var (sentence, clause, begin) = (0, 0, true);
        for (var i = 0; i < question.Words.Count;)
        {
            var mention = mentions.GetValueOrDefault(i);
            var end = mention?.End ?? i + 1;
            if (question.Words[i].Token.StartsSentence && parts.Count > 0)
                (sentence, clause, begin) = (sentence + 1, 0, true);
            // A phrase of empty words is read word by word: each may open a clause. "without repeats" denies nothing.
            if (mention?.Target is MentionTarget.Filler)
                (mention, end) = (null, question.Folded[i] is "without" or "with" or "no" ? end : i + 1);
            var text = string.Join(' ', Enumerable.Range(i, end - i).Select(w => question.Words[w].Best));
            if (!begin && ClauseWords.Openers.Contains(text))
                clause++;
            // "For each lighthouse that has been inspected, show its name": the list is none of the clause.
            // "Find the cave with the greatest depth and return its name".
            else if (mention?.Target is MentionTarget.Listing { Which: false } && i > 0 && ((question.Folded[i - 1] == "," && parts.Find(p => p.Sentence == sentence)?.Target is MentionTarget.Grouping)
                || (question.Folded[i - 1] is "and" or "," && question.Folded[i] is not "all" && (question.Folded.ElementAtOrDefault(end) is "its" or "their" or "the" or "his" or "her" || question.Folded[end - 1] == "the"))))
                clause = 0;
            parts.Add(new(parts.Count, mention, text, sentence, clause));
            // "With which method …", "For which cities …": the question begins behind the preposition.
            begin &= ClauseWords.Belonging.Contains(text);
            i = end;
        }

        return parts;
    }
}
