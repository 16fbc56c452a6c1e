using NlSql.SemanticModel.Definitions;

namespace NlSql.Drafting.Models;

/// <summary>A semantic model drafted from data.</summary>
/// <param name="Model">The model. It is valid as it stands.</param>
/// <param name="Notes">What its author should look at.</param>
/// <param name="Likely">Relationships that the values allow but the names do not say: never joined, only proposed.</param>
public sealed record DraftedModel(ModelDefinition Model, IReadOnlyList<DraftNote> Notes, IReadOnlyList<LikelyRelationship> Likely);

/// <summary>A relationship that only the values speak for.</summary>
/// <param name="Relationship">The relationship as it would be.</param>
/// <param name="Values">Distinct values of the referring column, all of which are among the keys.</param>
/// <param name="Keys">Rows of the table referred to, each with a key of its own.</param>
/// <param name="Rows">Rows of the referring table.</param>
public sealed record LikelyRelationship(RelationshipDefinition Relationship, long Values, long Keys, long Rows);

/// <summary>Who the drafted model is.</summary>
/// <param name="Id">The plugin's id, a valid identifier.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Description">What it is about.</param>
public sealed record DraftIdentity(string Id, string Name, string Description)
{
    private const int LongestId = 32;

    /// <summary>A valid id made of any name: "Umsätze 2024" → <c>umsaetze_2024</c>.</summary>
    public static string IdOf(string name) => new Identifiers(LongestId, "reload", "schemas").Of(NameWords.Split(name), "dataset");
}
