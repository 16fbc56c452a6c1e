using NlSql.Chat;
using NlSql.Chat.Asking;
using NlSql.Chat.Learning;
using NlSql.Contracts;
using NlSql.ServiceDefaults;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults(ServiceNames.Chat);
builder.AddChat();

var app = builder.Build();
app.MapDefaultEndpoints();
app.MapAsking();
app.MapReviews();
app.Run();
