using NlSql.Audit;
using NlSql.Audit.Entries;
using NlSql.Audit.Verification;
using NlSql.Contracts;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Audit);
builder.AddAudit();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapEntries();
app.MapVerification();
app.MapReports();
app.Run();
