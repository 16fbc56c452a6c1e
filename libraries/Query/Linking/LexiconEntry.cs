namespace NlSql.Query.Linking;

/// <summary>A phrase of the model or the data and what it stands for.</summary>
/// <param name="Target">What it stands for.</param>
/// <param name="Strength">How surely, 0–1, when the words are the same.</param>
/// <param name="Surface">The folded words, to tell exact from stemmed matches.</param>
/// <param name="Link">How the phrase belongs to the target.</param>
internal sealed record LexiconEntry(MentionTarget Target, double Strength, string Surface, LinkKind Link);
