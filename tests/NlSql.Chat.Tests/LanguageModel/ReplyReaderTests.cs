using NlSql.Chat.LanguageModel.Endpoint;
using NlSql.Chat.LanguageModel.Replies;
using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.Tests.LanguageModel;

public sealed class ReplyReaderTests
{
    private const string Meaning = """{"metrics":["revenue"]}""";

    [Theory]
    [InlineData("""{"semantic_query":{"metrics":["revenue"]}}""")]
    [InlineData("""{"semantic_query":{"metrics":["revenue"],"filters":[],"time":null,"union":[],"compare":""}}""")]
    [InlineData("Sure! Here it is:\n```json\n{\"semantic_query\": {\"metrics\": [\"revenue\"]}}\n```\nDoes that help?")]
    [InlineData("```\n{\"semantic_query\": {\"metrics\": [\"revenue\"]\n```")]
    [InlineData("<think>{\"metrics\":[\"cost\"]}</think>{\"metrics\":\"revenue\"}")]
    [InlineData("Something like {x} means {\"semantic_query\": {\"metrics\": [\"revenue\",], /* all of it */ }}")]
    [InlineData("""{"thoughts":"none","semantic_query":{"metrics":["revenue"]},"sql":null}""")]
    public void Read_LooseForms_AreTheSameMeaning(string reply)
    {
        var read = Assert.IsType<Proposal.Meaning>(Read(reply));

        Assert.Equal(SemanticQueryJson.Write(SemanticQueryJson.Read(Meaning).Query!), SemanticQueryJson.Write(read.Query));
    }

    [Theory]
    [InlineData("""{"sql":"SELECT 1;"}""", "SELECT 1")]
    [InlineData("""{"sql":"SELECT '}' AS a"}""", "SELECT '}' AS a")]
    public void Read_Sql_IsTakenAsItIs(string reply, string sql) => Assert.Equal(sql, Assert.IsType<Proposal.Text>(Read(reply)).Sql);

    [Theory]
    [InlineData("""{"semantic_query":{"metrics":["revenue"],"frobnicate":1}}""", "frobnicate")]
    [InlineData("""{"semantic_query":{"metrics":["revenue"],"filters":{"column":"region","op":"=","value":"Nor""", "no JSON")]
    [InlineData("nothing", "no JSON")]
    [InlineData("{}", "no JSON")]
    [InlineData("""{"sql":" "}""", "none of the properties")]
    [InlineData("""{"semantic_query":"revenue"}""", "none of the properties")]
    public void Read_WhatCannotBeUsed_SaysWhy(string reply, string reason) =>
        Assert.Contains(reason, string.Join(' ', Assert.IsType<Proposal.Unreadable>(Read(reply)).Reasons), StringComparison.Ordinal);

    [Fact]
    public void Read_Unclear_IsNoProposal() => Assert.IsType<Proposal.Unclear>(Read("""{"unclear":"Which revenue?"}"""));

    [Fact]
    public void Read_CutOff_IsNotReadEvenIfItCouldBe() =>
        Assert.IsType<Proposal.Unreadable>(ReplyReader.Read(new ModelReply("""{"semantic_query":{"metrics":["revenue"]}}""", default) { IsCut = true }));

    private static Proposal Read(string reply) => ReplyReader.Read(new ModelReply(reply, default));
}
