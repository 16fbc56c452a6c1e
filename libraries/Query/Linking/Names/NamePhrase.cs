namespace NlSql.Query.Linking.Names;

/// <summary>Words that may stand for a column or table because its name says so.</summary>
/// <param name="Words">The words.</param>
/// <param name="Strength">How surely, where nothing else in the model owns them.</param>
/// <param name="Link">How they belong to the name.</param>
internal sealed record NamePhrase(IReadOnlyList<string> Words, double Strength, LinkKind Link);
