using TorchSharp.Modules;

namespace TorchSharp;

/// <summary>Neural networks.</summary>
public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => _internal_submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach ((string, Module) child in named_children())
                {
                    yield return child;
                }

                foreach ((string childName, Module child) in named_children())
                {
                    foreach ((string below, Module module) in child.named_modules())
                    {
                        yield return ($"{childName}.{below}", module);
                    }
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(named => named.module);

            /// <summary>Every parameter once, its own before its children's.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                HashSet<nint> seen = [0];
                foreach ((string key, Parameter parameter) in _internal_params)
                {
                    if (seen.Add(parameter.handle))
                    {
                        yield return (key, parameter);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach ((string childName, Module child) in named_children())
                {
                    foreach ((string key, Parameter parameter) in child.named_parameters())
                    {
                        if (seen.Add(parameter.handle))
                        {
                            yield return ($"{childName}.{key}", parameter);
                        }
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(named => named.parameter);

            /// <summary>Every persistent buffer once; TorchSharp leaves the others out whatever is asked for.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                HashSet<nint> seen = [0];
                foreach ((string key, (Tensor buffer, bool persistent)) in _internal_buffers)
                {
                    if (persistent && seen.Add(buffer.handle))
                    {
                        yield return (key, buffer);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach ((string childName, Module child) in named_children())
                {
                    foreach ((string key, Tensor buffer) in child.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer.handle))
                        {
                            yield return ($"{childName}.{key}", buffer);
                        }
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) => named_buffers(recurse, include_nonpersistent).Select(named => named.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target)
                => _internal_params.TryGetValue(target, out Parameter? parameter) ? parameter : Child(target, out string below)?.get_parameter(below);

            public virtual Tensor? get_buffer(string target)
                => _internal_buffers.TryGetValue(target, out (Tensor Buffer, bool Persistent) found) ? found.Buffer : Child(target, out string below)?.get_buffer(below);

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                ThrowIfNothing(tensor, nameof(tensor));
                if (!_internal_buffers.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                ThrowIfNothing(param, nameof(param));
                if (!_internal_params.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }
            }

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    _internal_submodules.Remove(name);
                    return;
                }

                if (name.Length == 0 || name.Contains('.', StringComparison.Ordinal))
                {
                    throw new ArgumentException($"a module's name has letters and no dot: \"{name}\"");
                }

                if (_internal_submodules.ContainsKey(name))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }

                submodule.RegisterComponents();
                _internal_submodules.Add(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            private static void ThrowIfNothing(Tensor? tensor, string argument)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(argument, "there is no tensor to register");
                }
            }

            private Module? Child(string target, out string below)
            {
                int dot = target.IndexOf('.', StringComparison.Ordinal);
                below = target[(dot + 1)..];
                return dot < 0 ? null : named_children().FirstOrDefault(child => child.name == target[..dot]).module;
            }
        }
    }
}
