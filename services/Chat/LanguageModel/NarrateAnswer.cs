using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using NlSql.Chat.Asking;
using NlSql.Chat.LanguageModel.Budgets;
using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.Chat.LanguageModel.Prompting;
using NlSql.Chat.LanguageModel.Replies;
using NlSql.Query;
using NlSql.Query.Model;
using NlSql.ServiceDefaults.Identity;

namespace NlSql.Chat.LanguageModel;

/// <summary>
/// Lets the model word the finding, where that is configured and the policy shows it rows. A number or date that does not follow from
/// the rows, and the template's sentence stays.
/// </summary>
internal sealed class NarrateAnswer(ModelEndpoint endpoint, ModelBudget budget, IOptions<LanguageModelOptions> options)
{
    private readonly LanguageModelOptions settings = options.Value;

    /// <summary>Whether the model may see these rows and is to word them.</summary>
    public bool CanTell(CompiledQuery query, ResultTable rows, ModelIndex model) =>
        settings is { Enabled: true, Narrate: true } && query.Query is not null && rows.Rows.Count is > 0 and <= NarrativePrompt.MostRows
        && new ToldColumns(model.Definition).TellsRowsOf(model.Definition, query.ColumnsRead);

    /// <summary>The answer with the model's words where they hold; told sentence by sentence to whoever listens.</summary>
    public async Task<Answer> RunAsync(
        Answer answer, string question, CompiledQuery query, ResultTable rows, ModelIndex model, Caller caller, Stages stages, CancellationToken cancellationToken)
    {
        if (!await budget.AllowsAsync(caller.TenantId, cancellationToken))
            return answer;
        var spend = new ModelSpend(settings);
        List<ChatMessage> messages = [new(ChatRole.System, PromptTexts.Narration), new(ChatRole.User, NarrativePrompt.Build(question, query, rows, model))];
        var told = new ToldSentences(rows, query, text => stages.Tell("narrative", new { text }));
        ModelReply reply;
        try
        {
            reply = await spend.CountAsync(messages, () => stages.IsHeard ? endpoint.StreamAsync(messages, told.Add, cancellationToken) : endpoint.AskAsync(messages, null, cancellationToken));
        }
        finally
        {
            budget.Spend(caller.TenantId, spend.Told(ModelOutcome.Answered));
        }

        if (!stages.IsHeard)
            told.Add(reply.Text);
        var holds = reply is { Failure: null, IsCut: false } && told.Finish();
        if (!holds && told.Any)
            stages.Tell("narrative_replaced", new { text = answer.Narrative });
        var used = spend.Told(holds ? ModelOutcome.Answered : reply.Failure is null ? ModelOutcome.Unusable : ModelOutcome.Failed);
        return answer with { Narrative = holds ? told.Text : answer.Narrative, Model = answer.Model is { } earlier ? earlier.With(used) : used };
    }
}
