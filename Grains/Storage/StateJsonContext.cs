using System.Text.Json.Serialization;
using FaceGrid.Grains.Encryption;
using FaceGrid.Grains.Galleries;
using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Models;

namespace FaceGrid.Grains.Storage;

/// <summary>
/// Converters, made when this is compiled, of the states that nearly every command reads: to make them with reflection takes a process
/// that ends within a second a tenth of its time. Metadata only: generated writers write a byte array that is null as an empty one.
/// </summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(GalleryDirectoryState))]
[JsonSerializable(typeof(GalleryState))]
[JsonSerializable(typeof(IdentityState))]
[JsonSerializable(typeof(KeysPageState))]
[JsonSerializable(typeof(ModelRegistryState))]
[JsonSerializable(typeof(PersonKeyState))]
[JsonSerializable(typeof(ShardHeader))]
[JsonSerializable(typeof(ShardPageState))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
