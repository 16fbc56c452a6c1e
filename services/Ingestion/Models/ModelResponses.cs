using System.Text.Json;
using NlSql.Drafting.Models;
using NlSql.SemanticModel.Definitions;

namespace NlSql.Ingestion.Models;

/// <summary>The model of a dataset version. PUT takes it back.</summary>
/// <param name="DatasetId">The dataset.</param>
/// <param name="Version">The version of the dataset.</param>
/// <param name="ModelVersion">Changes with each change of the model; also the ETag.</param>
/// <param name="Edited">Whether somebody changed what was drafted.</param>
/// <param name="Model">The model, as GET /plugins/{id}/schema gives one.</param>
/// <param name="Files">The same as the files of a plugin.</param>
/// <param name="Notes">What its owner should look at.</param>
/// <param name="Proposals">Relationships that are only likely and wait for an answer.</param>
internal sealed record ModelResponse(
    Guid DatasetId, int Version, string ModelVersion, bool Edited, JsonElement Model, IReadOnlyDictionary<string, string> Files,
    IReadOnlyList<DraftNote> Notes, IReadOnlyList<ProposalResponse> Proposals)
{
    public static ModelResponse Of(Guid datasetId, StoredModel stored) => new(
        datasetId, stored.Version, stored.Model.Version, stored.Edited, JsonElement.Parse(ModelDefinitionJson.Write(stored.Model)), stored.Files(), stored.Notes,
        [.. stored.Proposals.Where(p => p.State == ProposalState.Open).Select(ProposalResponse.Of)]);
}

/// <summary>A relationship that only the owner can confirm.</summary>
internal sealed record ProposalResponse(string Id, string Question, string From, string To, ProposalEvidence Evidence)
{
    public static ProposalResponse Of(ModelProposal proposal) => new(
        proposal.Id, proposal.Question, proposal.From, proposal.To, new ProposalEvidence(proposal.Rows, proposal.Values, proposal.Values, proposal.Keys));
}

/// <summary>What speaks for a relationship.</summary>
/// <param name="Rows">Rows of the referring table.</param>
/// <param name="Values">Different values of the referring column.</param>
/// <param name="ValuesFound">How many of them are among the keys.</param>
/// <param name="Keys">Keys of the table referred to.</param>
internal sealed record ProposalEvidence(long Rows, long Values, long ValuesFound, long Keys);

/// <summary>Body of <c>POST /datasets/{id}/model/proposals/{proposalId}</c>.</summary>
/// <param name="Accept">Whether the relationship is there.</param>
internal sealed record ProposalAnswer(bool? Accept);
