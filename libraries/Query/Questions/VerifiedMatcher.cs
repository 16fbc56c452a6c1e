using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;
using NlSql.Query.Linking;
using NlSql.Query.Tokens;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Query.Questions;

/// <summary>
/// Finds the verified question that is asked: the same words in the same order, but for words without meaning, number and spelling of
/// nouns, and the values in the slots.
/// </summary>
internal static partial class VerifiedMatcher
{
    // Every question is compared with all of them; they live as long as their model.
    private static readonly ConditionalWeakTable<ModelDefinition, List<(VerifiedQuestion Question, string Phrasing, List<(Token? Word, QuestionSlot? Slot)> Pattern)>> Known = [];

    public static VerifiedMatch? Find(ValueList<Token> tokens, Lexicon lexicon)
    {
        var words = Content(tokens);
        if (words.Count == 0)
            return null;
        foreach (var (question, phrasing, pattern) in Known.GetValue(lexicon.Model, Phrasings))
        {
            Dictionary<string, string> slots = new(StringComparer.Ordinal);
            if (Match(pattern, 0, words, 0, slots, lexicon) && Filled(question, phrasing, slots) is { } match)
                return match;
        }

        return null;
    }

    private static List<(VerifiedQuestion Question, string Phrasing, List<(Token? Word, QuestionSlot? Slot)> Pattern)> Phrasings(ModelDefinition model) =>
        [.. from pack in model.QuestionPacks
            from question in pack.Questions
            from phrasing in question.Ask
            let pattern = Pattern(phrasing, question)
            where pattern.Count > 0
            select (question, phrasing, pattern)];

    private static VerifiedMatch? Filled(VerifiedQuestion question, string phrasing, Dictionary<string, string> slots)
    {
        if (question.Query is null)
            return question.Sql is null || question.Slots.Count > 0 ? null : new(question, phrasing, slots, null);
        try
        {
            return new(question, phrasing, slots, question.Query.Fill(question.Slots, slots));
        }
        catch (JsonException)
        {
            // A slot value that the query cannot take: the question is read word by word instead.
            return null;
        }
    }

    private static bool Match(
        List<(Token? Word, QuestionSlot? Slot)> pattern, int at, List<Token> words, int from, Dictionary<string, string> slots, Lexicon lexicon)
    {
        if (at == pattern.Count)
            return from == words.Count;
        if (from == words.Count)
            return false;
        if (pattern[at].Slot is not { } slot)
            return Same(pattern[at].Word!, words[from]) && Match(pattern, at + 1, words, from + 1, slots, lexicon);
        if (slot.Kind == SlotKind.WholeNumber)
        {
            if (words[from].Number is not { } number || number != decimal.Truncate(number) || number is < 1 or > 10_000)
                return false;
            slots[slot.Name] = number.ToString("0", CultureInfo.InvariantCulture);
            return Match(pattern, at + 1, words, from + 1, slots, lexicon);
        }

        foreach (var (end, value) in SlotValues(words, from, slot, lexicon).Reverse())
        {
            slots[slot.Name] = value;
            if (Match(pattern, at + 1, words, end, slots, lexicon))
                return true;
        }

        return false;
    }

    private static bool Same(Token left, Token right) =>
        left.Stem == right.Stem || (left.Number is { } number && number == right.Number);

    // Values of the slot's column that begin at a word, shortest first.
    private static IEnumerable<(int End, string Value)> SlotValues(List<Token> words, int from, QuestionSlot slot, Lexicon lexicon)
    {
        var node = 0;
        for (var i = from; i < words.Count; i++)
        {
            foreach (var part in words[i].Kind == TokenKind.Quoted ? Tokenizer.Tokenize(words[i].Text).Select(t => t.Stem) : [words[i].Stem])
                node = node < 0 ? node : lexicon.Phrases.Step(node, part);
            if (node < 0)
                yield break;
            var value = lexicon.Phrases.At(node).Where(e => e.Target is MentionTarget.Value v && $"{v.TableName}.{v.ColumnName}" == slot.Column)
                .OrderByDescending(e => e.Strength).Select(e => ((MentionTarget.Value)e.Target).Text).FirstOrDefault();
            if (value is not null)
                yield return (i + 1, value);
        }
    }

    private static List<Token> Content(IEnumerable<Token> tokens) =>
        [.. tokens.Where(t => t.Kind != TokenKind.Symbol && !IsEmpty(t))];

    // Only the emptiest words are left out: "how is business" and "business" differ.
    private static bool IsEmpty(Token token) => token.Folded is "the" or "a" or "an" or "please" or "me" or "is" or "are" or "was" or "were" or "of" or "our" or "do" or "does" or "did"
        or "show" or "us" or "we" or "what" or "whats" or "tell" or "give";

    private static List<(Token? Word, QuestionSlot? Slot)> Pattern(string phrasing, VerifiedQuestion question)
    {
        List<(Token?, QuestionSlot?)> pattern = [];
        foreach (Match part in Part().Matches(phrasing))
        {
            if (part.Groups["slot"].Success && question.Slots.FirstOrDefault(s => s.Name == part.Groups["slot"].Value) is { } slot)
                pattern.Add((null, slot));
            else
                pattern.AddRange(Content(Tokenizer.Tokenize(part.Value)).Select(t => ((Token?)t, (QuestionSlot?)null)));
        }

        return pattern;
    }

    [GeneratedRegex(@"\{(?<slot>\w+)\}|[^{]+|\{")]
    private static partial Regex Part();
}
