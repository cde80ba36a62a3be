using System.Net;
using System.Security.Cryptography;
using System.Text;
using FaceGrid.Vision;
using Microsoft.AspNetCore.Http;

namespace FaceGrid.Silo.Health;

/// <summary>
/// Access control of the dashboard, which shows grain state: requests over the loopback interface (a shell on the machine, <c>kubectl
/// port-forward</c>) with the password of user <c>operator</c> (HTTP basic authentication). Other interfaces are refused, because the port
/// is not encrypted.
/// </summary>
internal sealed class DashboardAccess
{
    /// <summary>URL path of the dashboard.</summary>
    public const string Path = "/dashboard";

    /// <summary>The only user.</summary>
    public const string User = "operator";

    private const int MinPasswordCharacters = 16;

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

        _expected = password.Length >= MinPasswordCharacters
            ? Digest($"{User}:{password}")
            : throw new BadInputException(
                passwordFile, $"has a password of {password.Length} characters; at least {MinPasswordCharacters} are required");
    }

    /// <summary>Middleware: answers 403 or 401 to requests below <see cref="Path"/> that are not allowed; passes all others on.</summary>
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

        if (!IsAuthorized(http.Request.Headers.Authorization.ToString()))
        {
            http.Response.Headers.WWWAuthenticate = "Basic realm=\"FaceGrid\", charset=\"UTF-8\"";
            http.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        return next(http);
    }

    /// <summary>Compares digests in constant time, so that the duration reveals neither length nor content of the password.</summary>
    private bool IsAuthorized(string header)
    {
        const string Scheme = "Basic ";
        var given = new byte[512];
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && Convert.TryFromBase64String(header[Scheme.Length..], given, out var length)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(given.AsSpan(0, length)), _expected);
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
