using System.Net;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Http;

namespace FaceGrid.Silo.Health;

/// <summary>
/// Who may see the dashboard, which shows grain state: whoever comes over the loopback interface (a shell on the machine, <c>kubectl
/// port-forward</c>) and knows the password of user <c>operator</c>. The port is not encrypted, so nobody else can even try.
/// </summary>
internal sealed class DashboardAccess
{
    public const string Path = "/dashboard";

    public const string User = "operator";

    private const int LeastCharacters = 16;

    private readonly byte[] _expected;

    /// <exception cref="BadInputException">The file cannot be read, or the password is too short.</exception>
    public DashboardAccess(string passwordFile)
    {
        string password;
        try
        {
            password = File.ReadAllText(passwordFile).Trim();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException(passwordFile, $"cannot be read ({exception.Message})", exception);
        }

        _expected = password.Length >= LeastCharacters
            ? Digest($"{User}:{password}")
            : throw new BadInputException(passwordFile, $"has a password of {password.Length} characters; at least {LeastCharacters} are asked for");
    }

    /// <summary>Stands before everything below <see cref="Path"/>, whatever is there.</summary>
    public Task Guard(HttpContext http, RequestDelegate next)
    {
        if (!http.Request.Path.StartsWithSegments(Path))
        {
            return next(http);
        }

        if (http.Connection.RemoteIpAddress is not { } remote || !IPAddress.IsLoopback(remote))
        {
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        if (!Knows(http.Request.Headers.Authorization.ToString()))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"FaceGrid\", charset=\"UTF-8\"";
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return next(http);
    }

    /// <summary>Digests are compared, so that the time tells neither length nor content.</summary>
    private bool Knows(string header)
    {
        const string Scheme = "Basic ";
        var given = new byte[512];
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Scheme.Length..], given, out var length)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(given.AsSpan(0, length)), _expected);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
