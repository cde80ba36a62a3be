namespace FaceGrid.Grains.Interfaces.Authority;

/// <summary>What a caller of grains is permitted to do in a tenant; a caller has one or more roles.</summary>
[Flags]
public enum CallerRoles
{
    /// <summary>No role: every call is refused.</summary>
    None = 0,

    /// <summary>Asks who is in a photo: recognition, verification, and what they need.</summary>
    Door = 1,

    /// <summary>Enrols, lists and removes identities.</summary>
    Enrol = 2,

    /// <summary>Submits, watches and removes jobs; uploads and reads their images.</summary>
    Studio = 4,

    /// <summary>Sets policies and calibrations, activates models, rotates keys; includes every role above.</summary>
    Admin = 8,

    /// <summary>A silo of the cluster: the only caller of the protocols between grains. Includes every role of every tenant.</summary>
    Silo = 16,
}
