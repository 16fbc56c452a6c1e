using NlSql.Ingestion.Uploads.Sources;

namespace NlSql.Ingestion.Tests.Uploads.Sources;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("id,name\n1,Anna\n2,Bob\n")]
    [InlineData("day,city\n2026-01-01,Rome\n2026-01-02,Bonn\n")]
    [InlineData("name,city\nAnna,Rome\nBob,Bonn\n")]
    [InlineData("only a header\n")]
    [InlineData("key,note\n2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d,x\n6fa459ea-ee8a-3ca4-894e-db77e160355e,y\n")]
    [InlineData("id,,id\n1,2,3\n4,5,6\n")]
    [InlineData("price\n\"1.234,50 €\"\n\"99,00 €\"\n")]
    public async Task OpenAsync_FirstRecordNames_IsAHeader(string text) =>
        Assert.True((await ReadTable.OfAsync(text, rewindable: true)).HasHeader);

    [Theory]
    [InlineData("1,Anna\n2,Bob\n3,Eve\n")]
    [InlineData("2026-01-01,Rome\n2026-01-02,Bonn\n2026-01-03,Rome\n")]
    [InlineData("03/01/2026,a\n03/02/2026,b\n")]
    [InlineData("2c5ea4c0-4067-11e9-8bad-9b1deb4d3b7d,x\n6fa459ea-ee8a-3ca4-894e-db77e160355e,y\n")]
    [InlineData("Rome,yes\nBonn,no\nRome,no\nParis,yes\n")]
    public async Task OpenAsync_FirstRecordIsData_IsNoHeader(string text) =>
        Assert.False((await ReadTable.OfAsync(text, rewindable: true)).HasHeader);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OpenAsync_HeaderSaid_IsTaken(bool said) =>
        Assert.Equal(said, (await ReadTable.OfAsync("id,name\n1,Anna\n", settings: new SourceSettings { HasHeader = said }, rewindable: true)).HasHeader);

    [Fact]
    public async Task OpenAsync_NotRewindable_AlwaysHasAHeader() =>
        Assert.True((await ReadTable.OfAsync("1,Anna\n2,Bob\n")).HasHeader);
}
